import { describe, expect, it } from 'vitest'
import { agreeingBooks } from '../../test/agreeing-books.ts'
import type { Books } from './read-books.ts'
import { reconcileBooks } from './reconcile-books.ts'
import { reportOf } from './report.ts'
import { sumsByCurrency } from './sums.ts'

const limits = { graceSeconds: 60, paymentDeadlineSeconds: 1_800 }

type Loose = { [key: string]: unknown }

/** The same in another currency; whatever is an amount has that one. */
const inCurrency = <T>(books: T, currency: string): T =>
  JSON.parse(JSON.stringify(books).replaceAll('"currency":"EUR"', `"currency":"${currency}"`))

/** Books of a shop that sells in euros, as they agree, and money and papers of an order in another currency. */
function withOrderIn(currency: string): Books {
  const books = agreeingBooks()
  const [order, invoice, charge] = [books.orders[0], books.invoices[0], books.ledger[0]]
  const own = { orderId: 'ord_x', paymentIntentId: 'pi_x' }
  const copies = inCurrency({ order, invoice, charge }, currency)
  return {
    ...books,
    orders: [...books.orders, { ...copies.order, ...own }],
    invoices: [...books.invoices, { ...copies.invoice, ...own }],
    ledger: [...books.ledger, { ...copies.charge, ...own, currency: currency.toLowerCase() }],
  } as unknown as Books
}

describe('sums', () => {
  it.each([
    ['JPY', '¥3,000'],
    ['KWD', 'KWD\u00a03.000'],
  ])('of %s are told apart from euros, each with its decimals', (currency, shown) => {
    const books = withOrderIn(currency)
    const sums = sumsByCurrency(books)
    expect(sums.map((one) => [one.currency, one.taken, one.invoiced])).toEqual([
      ['EUR', 6000, 6000],
      [currency, 3000, 3000],
    ])
    const report = reportOf(reconcileBooks(books, limits), 'the shop')
    expect(report).toContain('taken €60.00 − refunded €30.00; invoices €60.00')
    expect(report).toContain(`taken ${shown} − refunded`)
    expect(report).toContain(`invoices ${shown} − credit notes`)
  })

  it('do not agree when what lacks in one currency is too much in another', () => {
    const books = withOrderIn('JPY') as unknown as { ledger: Loose[] }
    const of = (kind: string, currency: string) =>
      books.ledger.find((line) => line['kind'] === kind && line['currency'] === currency)
    Object.assign(of('charge', 'EUR') ?? {}, { amount: 2900 })
    Object.assign(of('charge', 'jpy') ?? {}, { amount: 3100 })
    const { discrepancies } = reconcileBooks(books as unknown as Books, limits)
    const found = discrepancies.filter(({ rule }) => rule === 'sums').map(({ what }) => what)
    expect(found).toEqual([
      'in EUR, 2900 held ≠ 6000 invoiced − 3000 credited + 0 open',
      'in JPY, 3100 held ≠ 3000 invoiced − 0 credited + 0 open',
    ])
  })

  it('are none in a shop that sold nothing', () => {
    expect(sumsByCurrency({ ledger: [], payments: [], invoices: [], creditNotes: [] })).toEqual([])
  })
})
