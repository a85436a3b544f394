import type { CurrentSettings } from '@comptoir/dapr/settings/shop-settings'
import type { Blobs } from '@comptoir/dapr/sidecar/blobs'
import type { ServiceDeps } from '@comptoir/service/app'
import type { BatchRenderer } from './labels/batch-renderer.ts'
import type { LabelBatches } from './labels/label-batch-store.ts'
import type { PickupNetwork } from './pickup/pickup-network.ts'
import type { Resolver } from './resolution/resolver.ts'
import type { Dispatch } from './shipment/dispatch.ts'
import type { Shipments } from './shipment/shipment-store.ts'
import type { TariffStore } from './tariffs/tariff-store.ts'

export type Deps = ServiceDeps & {
  readonly shipments: Shipments
  readonly dispatch: Dispatch
  readonly resolver: Resolver
  readonly blobs: Blobs
  readonly tariffs: TariffStore
  readonly pickupNetwork: PickupNetwork
  readonly batches: LabelBatches
  readonly batchRenderer: BatchRenderer
  /** The settings of the shop as they are now. */
  readonly settings: CurrentSettings
  readonly clock: () => Date
}
