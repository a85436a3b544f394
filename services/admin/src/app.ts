import { createServiceApp, type ServiceApp } from '@comptoir/service/app'
import type { Deps } from './deps.ts'
import { addAuditRoutes } from './routes/audit.ts'
import { addDashboardRoutes } from './routes/dashboard.ts'
import { addReconciliationRoutes } from './routes/reconciliations.ts'
import { addSavedViewRoutes } from './routes/saved-views.ts'
import { addSettingsRoutes, addShopRoutes } from './routes/settings.ts'
import { addVendorLedgerRoutes } from './routes/vendor-ledger.ts'
import { addVendorRoutes } from './routes/vendors.ts'

/** The HTTP edge of admin. */
export function createApp(deps: Deps): ServiceApp {
  const app = createServiceApp({
    ...deps,
    appId: 'admin',
    title: 'Admin',
    description:
      'What staff run the shop with: settings, vendors, the audit log, live figures, saved views.',
  })
  addShopRoutes(app, deps)
  addSettingsRoutes(app, deps)
  addReconciliationRoutes(app, deps)
  addAuditRoutes(app, deps)
  addVendorRoutes(app, deps)
  addVendorLedgerRoutes(app, deps)
  addDashboardRoutes(app, deps)
  addSavedViewRoutes(app, deps)
  return app
}
