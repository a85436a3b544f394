import type { Blobs } from '@comptoir/dapr/sidecar/blobs'
import type { ServiceDeps } from '@comptoir/service/app'
import type { Dispatching } from './delivery-dates/delivery-window.ts'
import type { Resolver } from './resolution/resolver.ts'
import type { Dispatch } from './shipment/dispatch.ts'
import type { Shipments } from './shipment/shipment-store.ts'

export type Deps = ServiceDeps & {
  readonly shipments: Shipments
  readonly dispatch: Dispatch
  readonly resolver: Resolver
  readonly blobs: Blobs
  /** When parcels leave. */
  readonly dispatching: Dispatching
  readonly clock: () => Date
}
