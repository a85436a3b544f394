import type { VatSummaryRow } from '@comptoir/contracts/billing/report-schemas'
import { vatCategoryOf } from '../e-invoice/vat-category.ts'
import type { IssuedDocument } from '../invoice/invoice.ts'

type Totals = Pick<VatSummaryRow, 'net' | 'vat' | 'gross' | 'invoices' | 'creditNotes'>

/**
 * VAT by day of issue × flow × country × category × rate × currency: what invoices charge less what credit notes take back,
 * in the order of the days. A document counts once in each of its rates.
 */
export function vatSummaryOf(documents: readonly IssuedDocument[]): VatSummaryRow[] {
  const rows = documents.flatMap(rowsOf)
  const same = Map.groupBy(rows, ({ net, vat, gross, invoices, creditNotes, ...key }) =>
    JSON.stringify(Object.entries(key).toSorted(([a], [b]) => (a < b ? -1 : 1))),
  )
  return [...same.values()].flatMap(added).toSorted(inOrder)
}

/** Whether the documents of a row are reported by sums; invoices to French businesses go through a platform one by one. */
export const isEReported = ({ flow }: Pick<VatSummaryRow, 'flow'>): boolean =>
  flow !== 'e_invoicing'

function rowsOf({ order, issue, type }: IssuedDocument): VatSummaryRow[] {
  const { tax, currency, totals, shippingAddress } = order
  const sign = type === 'invoice' ? 1 : -1
  return totals.vatByRate.map(({ vatRateBps, net, vat, gross }) => ({
    day: issue.issuedOn,
    flow: flowOf(order),
    countryCode: tax?.countryCode ?? shippingAddress.countryCode,
    region: tax?.region,
    treatment: tax?.treatment ?? 'domestic',
    ...{ category: vatCategoryOf(tax, vatRateBps).code, vatRateBps, currency },
    ...{ invoices: type === 'invoice' ? 1 : 0, creditNotes: type === 'invoice' ? 0 : 1 },
    ...{ net: sign * net.amount, vat: sign * vat.amount, gross: sign * gross.amount },
  }))
}

/** Whether a paper goes through a platform: those of French businesses do. */
export const isEInvoiced = ({ order }: Pick<IssuedDocument, 'order'>): boolean =>
  flowOf(order) === 'e_invoicing'

/** Whom a sale is declared with: a French business by its invoice, anybody else by sums (CGI art. 289 bis and 290). */
function flowOf({ tax, billingAddress }: IssuedDocument['order']): VatSummaryRow['flow'] {
  if (tax && tax.treatment !== 'domestic') return 'cross_border'
  return tax?.buyerVat || billingAddress.company ? 'e_invoicing' : 'b2c'
}

function added([first, ...others]: readonly VatSummaryRow[]): VatSummaryRow[] {
  if (!first) return []
  const plus = (a: Totals, b: Totals): Totals => ({
    ...{ net: a.net + b.net, vat: a.vat + b.vat, gross: a.gross + b.gross },
    ...{ invoices: a.invoices + b.invoices, creditNotes: a.creditNotes + b.creditNotes },
  })
  return [{ ...first, ...others.reduce<Totals>(plus, first) }]
}

function inOrder(a: VatSummaryRow, b: VatSummaryRow): number {
  const key = (row: VatSummaryRow) => [row.day, row.flow, row.countryCode, row.category].join()
  if (key(a) !== key(b)) return key(a) < key(b) ? -1 : 1
  return b.vatRateBps - a.vatRateBps
}
