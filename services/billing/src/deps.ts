import type { CurrentSettings } from '@comptoir/dapr/settings/shop-settings'
import type { Blobs } from '@comptoir/dapr/sidecar/blobs'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import type { ServiceDeps } from '@comptoir/service/app'
import type { InvoiceExports } from './exports/invoice-export-store.ts'
import type { Invoices } from './invoice/invoice-store.ts'
import type { Invoicing } from './invoice/invoicing.ts'
import type { Transmissions } from './platform/transmission-store.ts'
import type { DistanceCounter } from './taxes/distance-counter.ts'
import type { TaxSettingsStore } from './taxes/tax-settings-store.ts'
import type { TaxRateStore } from './taxes/tax-table-store.ts'
import type { CheckVatId } from './vat-ids/vat-id-check.ts'
import type { VatIdApprovals } from './vat-ids/vat-id-store.ts'

export type Deps = ServiceDeps & {
  readonly invoices: Invoices
  readonly invoicing: Invoicing
  readonly blobs: Blobs
  readonly exports: InvoiceExports
  readonly transmissions: Transmissions
  readonly taxRates: TaxRateStore
  readonly checkVatId: CheckVatId
  readonly approvals: VatIdApprovals
  readonly taxSettings: TaxSettingsStore
  readonly distanceCounter: DistanceCounter
  /** The settings of the shop as they are now. */
  readonly settings: CurrentSettings
  /** Knows what providers kept and paid out. */
  readonly payments: Client
  readonly clock: () => Date
}
