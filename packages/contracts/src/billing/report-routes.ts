import { z } from '@hono/zod-openapi'
import { jsonAnswer } from '../common.ts'
import { forStaff } from '../operation.ts'
import { VatSummaryRow } from './report-schemas.ts'

const mostDays = 366

/** Days of issue in Paris, both included; a year at most. */
const Days = z
  .object({ from: z.iso.date(), to: z.iso.date() })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'is before from' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= mostDays * 86_400_000, {
    path: ['to'],
    message: 'is more than a year after from',
  })

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
