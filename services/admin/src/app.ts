import { createServiceApp, type ServiceApp } from '@comptoir/service/app'
import type { Deps } from './deps.ts'
import { addAuditRoutes } from './routes/audit.ts'
import { addReconciliationRoutes } from './routes/reconciliations.ts'
import { addSettingsRoutes, addShopRoutes } from './routes/settings.ts'
import { addVendorLedgerRoutes } from './routes/vendor-ledger.ts'
import { addVendorRoutes } from './routes/vendors.ts'

/** The HTTP edge of admin. */
export function createApp(deps: Deps): ServiceApp {
  const app = createServiceApp({
    ...deps,
    appId: 'admin',
    title: 'Admin',
    description: 'What staff run the shop with: settings, vendors, the audit log, live figures.',
  })
  addShopRoutes(app, deps)
  addSettingsRoutes(app, deps)
  addReconciliationRoutes(app, deps)
  addAuditRoutes(app, deps)
  addVendorRoutes(app, deps)
  addVendorLedgerRoutes(app, deps)
  return app
}
