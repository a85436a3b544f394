import type { BillingDocument, IssuedDocument } from '../invoice/invoice.ts'

/** A cross-border sale to a consumer of the EU, or what a credit note takes back of one (negative). */
export type DistanceSale = {
  readonly documentId: string
  readonly issuedAt: string
  readonly issuedOn: string
  /** Without VAT, in minor units. */
  readonly net: number
  readonly currency: string
}

/** The calendar years that a document counts in are those of Paris, as its day of issue is. */
const yearOf = (day: string) => day.slice(0, 4)

/**
 * The year that a document counts in towards the threshold of the one-stop shop, if it does: distance sales to consumers of
 * other member states, whichever VAT they bear (directive 2006/112/EC, art. 59c). A credit note counts in the year of its
 * invoice, whose sale it lowers. A business with a valid VAT id is no consumer.
 */
export function distanceYearOf(document: BillingDocument): string | undefined {
  if (document.status !== 'finalised' && document.status !== 'credited') return undefined
  const { order, corrects, issue } = document
  const { treatment, buyerVat } = order.tax ?? {}
  const isDistance = treatment === 'distance_home' || treatment === 'distance_oss'
  if (!isDistance || buyerVat?.status === 'valid') return undefined
  return yearOf(corrects?.issuedOn ?? issue.issuedOn)
}

/** What an issued document counts. */
export function distanceSaleOf(documentId: string, document: IssuedDocument): DistanceSale {
  const { type, order, issue } = document
  const { grandTotal, vatTotal } = order.totals
  const net = grandTotal.amount - vatTotal.amount
  const { issuedAt, issuedOn } = issue
  const { currency } = grandTotal
  return { documentId, issuedAt, issuedOn, net: type === 'invoice' ? net : -net, currency }
}

/** Euros a year without VAT, in cents, over all other member states (directive 2006/112/EC, art. 59c). */
export const distanceThreshold = { amount: 1_000_000, currency: 'EUR' } as const

export type DistanceTotal = {
  /** In cents, credit notes taken off. */
  readonly sum: number
  /** Sums in currencies that no rate is known for: they are not in `sum`. */
  readonly others: ReadonlyMap<string, number>
  readonly documents: number
  /** The first document that took the sum over the threshold: a credit note afterwards does not undo it. */
  readonly passedBy?: DistanceSale
}

export const noDistanceSales: DistanceTotal = { sum: 0, others: new Map(), documents: 0 }

/** Adds a document; documents come in the order of their issue, each once. */
export function addDistanceSale(total: DistanceTotal, sale: DistanceSale): DistanceTotal {
  const documents = total.documents + 1
  if (sale.currency !== distanceThreshold.currency) {
    const before = total.others.get(sale.currency) ?? 0
    const others = new Map(total.others).set(sale.currency, before + sale.net)
    return { ...total, others, documents }
  }
  const sum = total.sum + sale.net
  const isFirstOver = total.passedBy === undefined && sum > distanceThreshold.amount
  return { ...total, sum, documents, ...(isFirstOver && { passedBy: sale }) }
}

/**
 * From which day consumers are owed the VAT of their country in a year: all of it after a year that passed the threshold, else
 * from the sale on that passes it.
 */
export function destinationVatDay(
  year: number,
  own: DistanceTotal,
  before: DistanceTotal,
): string | undefined {
  return before.passedBy ? `${year}-01-01` : own.passedBy?.issuedOn
}
