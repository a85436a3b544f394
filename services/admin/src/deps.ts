import type { Settings } from '@comptoir/contracts/admin/settings'
import type { CurrentSettings } from '@comptoir/dapr/settings/shop-settings'
import type { ServiceDeps } from '@comptoir/service/app'
import type { AuditLog } from './audit/audit-entry-store.ts'
import type { DashboardReader } from './dashboard/read-dashboard.ts'
import type { Rebuilds } from './dashboard/sales-store.ts'
import type { Ledgers } from './ledger/ledger-store.ts'
import type { Reconciliations } from './reconciliations/reconciliation-store.ts'
import type { SavedViews } from './saved-views/saved-view-store.ts'
import type { SettingsDocuments } from './settings/settings-store.ts'
import type { VendorCommands } from './vendors/vendor-commands.ts'
import type { Vendors } from './vendors/vendor-store.ts'

export type Deps = ServiceDeps & {
  readonly reconciliations: Reconciliations
  readonly settingsDocuments: SettingsDocuments
  readonly auditLog: AuditLog
  /** What settings start from. */
  readonly initial: Settings
  readonly settings: CurrentSettings
  readonly vendors: Vendors
  readonly vendorCommands: VendorCommands
  /** What vendors get. */
  readonly ledgers: Ledgers
  readonly dashboard: DashboardReader
  readonly rebuilds: Rebuilds
  readonly savedViews: SavedViews
  readonly clock: () => Date
}
