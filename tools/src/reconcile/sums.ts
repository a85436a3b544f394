import type { LedgerLine } from './provider-books.ts'
import type { Books } from './read-books.ts'
import { chargedOf, netOf } from './rules/money-of-order.ts'

type Papers = Pick<Books, 'ledger' | 'payments' | 'invoices' | 'creditNotes'>

/** Sums of one currency in its minor units: what was taken and given back by the provider, what was invoiced and credited by us. */
export type Sums = ReturnType<typeof sumsIn>

/** Sums of each currency by itself, the one with most invoices and movements of money first. */
export function sumsByCurrency(books: Papers): Sums[] {
  const papers = countPapers(books)
  const currencies = [...papers].toSorted(
    ([one, ofOne], [other, ofOther]) => ofOther - ofOne || one.localeCompare(other),
  )
  return currencies.map(([currency]) => sumsIn(books, currency))
}

function countPapers(books: Papers): Map<string, number> {
  const papers = new Map<string, number>()
  const named = [
    ...books.ledger.map(currencyOf),
    ...[...books.invoices, ...books.creditNotes].map(({ totals }) => totals.grandTotal.currency),
    ...refundsOutside(books).map(({ amount }) => amount.currency),
  ]
  for (const currency of named) papers.set(currency, (papers.get(currency) ?? 0) + 1)
  return papers
}

/** Providers write them small. */
const currencyOf = ({ currency }: LedgerLine): string => currency.toUpperCase()

function sumsIn(books: Papers, currency: string) {
  const ledger = books.ledger.filter((line) => currencyOf(line) === currency)
  const issued = (documents: Books['invoices']) =>
    documents
      .filter(
        ({ number, totals }) => number !== undefined && totals.grandTotal.currency === currency,
      )
      .reduce((sum, { totals }) => sum + totals.grandTotal.amount, 0)
  const isDispute = ({ kind }: LedgerLine) => kind === 'dispute' || kind === 'dispute_reversal'
  const taken = chargedOf(ledger)
  const disputed = 0 - netOf(ledger.filter(isDispute))
  const outside = refundsOutside(books).filter(({ amount }) => amount.currency === currency)
  return {
    ...{ currency, taken, disputed },
    refunded: taken - disputed - netOf(ledger),
    /** By other means, as staff wrote down. */
    refundedOutside: outside.reduce((sum, { amount }) => sum + amount.amount, 0),
    ...{ invoiced: issued(books.invoices), credited: issued(books.creditNotes) },
  }
}

const refundsOutside = ({ payments }: Papers) =>
  payments
    .flatMap(({ refunds }) => refunds)
    .filter(({ origin, status }) => origin === 'outside' && status === 'succeeded')
