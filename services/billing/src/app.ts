import { createServiceApp, type ServiceApp } from '@comptoir/service/app'
import type { Deps } from './deps.ts'
import { addDistanceSalesRoutes } from './routes/distance-sales.ts'
import { addEInvoiceRoutes } from './routes/e-invoices.ts'
import { addFecRoutes } from './routes/fec.ts'
import { addInvoiceExportRoutes } from './routes/invoice-exports.ts'
import { addInternalRoutes, addInvoiceRoutes } from './routes/invoices.ts'
import { addReportRoutes } from './routes/reports.ts'
import { addTaxRateRoutes } from './routes/tax-rates.ts'
import { addTaxSettingsRoutes } from './routes/tax-settings.ts'
import { addTransmissionRoutes } from './routes/transmissions.ts'
import { addVatIdRoutes } from './routes/vat-ids.ts'

/** Billing: VAT rates, invoices and credit notes. */
export function createApp(deps: Deps): ServiceApp {
  const app = createServiceApp({
    ...deps,
    appId: 'billing',
    title: 'Billing',
    description: 'VAT rates, invoices with gapless numbers, credit notes and their PDF',
  })
  addTaxRateRoutes(app, deps)
  addTaxSettingsRoutes(app, deps)
  addVatIdRoutes(app, deps)
  addDistanceSalesRoutes(app, deps)
  addInvoiceRoutes(app, deps)
  addEInvoiceRoutes(app, deps)
  addInvoiceExportRoutes(app, deps)
  addTransmissionRoutes(app, deps)
  addReportRoutes(app, deps)
  addFecRoutes(app, deps)
  addInternalRoutes(app, deps)
  return app
}
