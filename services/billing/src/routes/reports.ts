import { readEReporting, readVatReport } from '@comptoir/contracts/billing/report-routes'
import type { ServiceApp } from '@comptoir/service/app'
import type { Deps } from '../deps.ts'
import type { IssuedDocument } from '../invoice/invoice.ts'
import { type Days, issuedBetween } from '../reports/issued-between.ts'
import { isEReported, vatSummaryOf } from '../reports/vat-summary.ts'

/** VAT by day for whoever declares it: for staff. */
export function addReportRoutes(app: ServiceApp, { invoices }: Pick<Deps, 'invoices'>): void {
  async function summary(days: Days) {
    const documents: IssuedDocument[] = []
    for await (const { data } of issuedBetween(invoices, days)) documents.push(data)
    return vatSummaryOf(documents)
  }

  app.openapi(readVatReport, async (c) =>
    c.json({ rows: await summary(c.req.valid('query')) }, 200),
  )

  app.openapi(readEReporting, async (c) =>
    c.json({ rows: (await summary(c.req.valid('query'))).filter(isEReported) }, 200),
  )
}
