import { z } from '@hono/zod-openapi'
import { jsonAnswer } from '../common.ts'
import { forStaff } from '../operation.ts'
import { Days, VatSummaryRow } from './report-schemas.ts'

const rows = { 200: jsonAnswer({ rows: z.array(VatSummaryRow) }, 'The sums') }

/** VAT of all invoices and credit notes by day, flow, country, category, rate and currency. */
export const readVatReport = forStaff('GetVatReport', 'GET /api/reports/vat', {
  ...{ request: { query: Days }, responses: rows },
  problems: ['invalid_request'],
})

/** The same of what is reported by sums: sales to consumers, and sales across borders. It names nobody. */
export const readEReporting = forStaff('GetEReporting', 'GET /api/reports/e-reporting', {
  ...{ request: { query: Days }, responses: rows },
  problems: ['invalid_request'],
})

/**
 * The entries of a financial year as the tax administration asks for them (fichier des écritures comptables, article A47 A-1 of
 * the Livre des procédures fiscales): 18 columns parted by tabs, amounts with a decimal comma. It names customers.
 */
export const exportFec = forStaff('ExportFec', 'GET /api/reports/fec', {
  request: { query: Days },
  responses: {
    200: {
      description: 'The file, named by the SIREN and the closing day',
      content: { 'text/tab-separated-values': { schema: z.string() } },
    },
  },
  problems: ['invalid_request', 'transition_refused', 'dependency_unavailable'],
})
