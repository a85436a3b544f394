import { describe, expect, it } from 'vitest'
import { agreeingBooks } from '../../../test/agreeing-books.ts'
import type { Books } from '../read-books.ts'
import { reconcileBooks } from '../reconcile-books.ts'

const limits = { graceSeconds: 60, paymentDeadlineSeconds: 1_800 }
const eur = (amount: number) => ({ amount, currency: 'EUR' })
type Loose = { [key: string]: unknown }
type Book = { entries: Loose[]; payouts: Loose[]; orders: Loose[] }
type Tampered = { [Name in keyof Books]: Loose[] } & { vendors: Book[] }

/** Entries of a ledger, of which each is what it says: place and balance follow. */
function ledgerOf(...entries: [kind: string, amount: number, more?: Loose][]): Loose[] {
  let balance = 0
  return entries.map(([kind, amount, more], index) => {
    balance += amount
    return { kind, amount: eur(amount), balance: eur(balance), sequence: index + 1, ...more }
  })
}
const moneyIn = (currency: string, entries: readonly Loose[]) =>
  entries.map((entry) => ({
    ...entry,
    amount: { ...(entry['amount'] as Loose), currency },
    balance: { ...(entry['balance'] as Loose), currency },
  }))
const ofOrder = { orderId: 'ord_a' }
const sale: [string, number, Loose][] = [
  ['sale', 3_000, ofOrder],
  ['commission', -250, ofOrder],
]

/** The goods of the order that was delivered are a vendor's, at 10 % of 25.00 € net; then something is changed. */
function reconciled(tamper: (books: Tampered) => void = () => undefined) {
  const books = agreeingBooks() as unknown as Tampered
  const line = { sku: 'MUG', quantity: 2, gross: eur(3_000), net: eur(2_500), vendorId: 'ven_1' }
  const parcels = [{ handedOverAt: '2026-11-21T10:00:00.000Z', lines: [line] }]
  const discounts = [{ promotionId: 'promo_1', amount: eur(500) }]
  Object.assign(books.orders[0] ?? {}, { lines: [{ ...line, discounts }], parcels })
  const part = { ...ofOrder, vendorId: 'ven_1', lines: [{ ...line, commissionBps: 1_000 }] }
  const book = { vendorId: 'ven_1', entries: ledgerOf(...sale), payouts: [], orders: [part] }
  books.vendors.push(book as Book & Loose)
  tamper(books)
  const { discrepancies } = reconcileBooks(books as unknown as Books, limits)
  return discrepancies.map(({ rule, subject, what }) => `${rule} ${subject}: ${what}`)
}
const enter = (...entries: Parameters<typeof ledgerOf>) =>
  reconciled(({ vendors: [book] }) => Object.assign(book ?? {}, { entries: ledgerOf(...entries) }))

describe('reconciliation of the ledgers of vendors', () => {
  it('finds nothing when each order, refund and payout is entered once', () => {
    expect(reconciled()).toEqual([])
    const payout = { payoutId: 'vpo_1', amount: eur(2_750) }
    for (const [status, entries] of [
      ['draft', []],
      ['cancelled', []],
      ['paid', [['payout', -2_750, { cause: 'vpo_1' }]]],
      [
        'reversed',
        [
          ['payout', -2_750, { cause: 'vpo_1' }],
          ['payout_reversal', 2_750, { cause: 'vpo_1' }],
        ],
      ],
    ] as [string, [string, number, Loose][]][]) {
      const found = reconciled(({ vendors: [book] }) => {
        book?.payouts.push({ ...payout, status })
        Object.assign(book ?? {}, { entries: ledgerOf(...sale, ...entries) })
      })
      expect(found, status).toEqual([])
    }
  })

  it('finds a sale that is not entered, one of goods that are here, and one of no order', () => {
    expect(enter()).toEqual(['vendors ord_a: ven_1: left, and is not on its ledger'])
    const here = reconciled(({ orders: [order] }) => Object.assign(order ?? {}, { parcels: [] }))
    expect(here).toEqual(['vendors ord_a: ven_1: is on its ledger, and has not left'])
    const stray = enter(...sale, ['sale', 1, { orderId: 'ord_none' }])
    expect(stray).toEqual(['vendors ven_1: in EUR, entry 3 belongs to no order'])
  })

  it('leaves out a dispute over what an exchange was paid with', () => {
    const found = reconciled(({ payments: [payment] }) => {
      const dispute = { id: 'dp_1', amount: eur(500), status: 'lost', paymentIntentId: 'pi_a_x1' }
      Object.assign(payment ?? {}, { disputes: [dispute] })
    })
    expect(found.filter((what) => what.startsWith('vendors'))).toEqual([])
  })

  it('finds a sale that was entered twice, and another commission', () => {
    expect(enter(...sale, ...sale)).toEqual([
      'vendors ord_a: ven_1: its ledger says sale 6000, not 3000, commission -500, not -250',
    ])
    expect(enter(['sale', 3_000, ofOrder], ['commission', -249, ofOrder])).toEqual([
      'vendors ord_a: ven_1: its ledger says commission -249, not -250',
    ])
  })

  it('finds a refund and a chargeback that are not entered', () => {
    const given = reconciled(({ payments: [payment] }) => {
      const refund = {
        id: 'rf_1',
        paymentIntentId: 'pi_a',
        amount: eur(1_500),
        status: 'succeeded',
      }
      Object.assign(payment ?? {}, {
        refunds: [{ ...refund, lines: [{ sku: 'MUG', quantity: 1 }] }],
      })
    })
    expect(given).toContain(
      'vendors ord_a: ven_1: its ledger says refund 0, not -1500, commission -250, not -125',
    )
    const taken = reconciled(({ payments: [payment] }) => {
      Object.assign(payment ?? {}, {
        disputes: [{ id: 'dp_1', amount: eur(3_000), status: 'lost' }],
      })
    })
    expect(taken).toContain(
      'vendors ord_a: ven_1: its ledger says dispute 0, not -3000, commission -250, not 0',
    )
  })

  it('holds each currency against a ledger of its own: yen without decimals, dinars with three', () => {
    const of = (currency: string) => (amount: number) => ({ amount, currency })
    const inYen = ledgerOf(['sale', 1_501, ofOrder], ['commission', -125, ofOrder])
    const inDinars = ledgerOf(['adjustment', 12_345], ['adjustment', -5])
    const book = (yen: Loose[], dinars: Loose[]) => (books: Tampered) => {
      const line = { sku: 'MUG', quantity: 2, gross: of('JPY')(1_501), net: of('JPY')(1_251) }
      const own = { ...line, vendorId: 'ven_1' }
      const totals = { ...(books.orders[0]?.['totals'] as Loose), grandTotal: of('JPY')(3_490) }
      Object.assign(books.orders[0] ?? {}, { lines: [own], totals })
      const part = { ...ofOrder, vendorId: 'ven_1', lines: [{ ...own, commissionBps: 1_000 }] }
      const entries = [...moneyIn('JPY', yen), ...moneyIn('KWD', dinars)]
      Object.assign(books.vendors[0] ?? {}, { orders: [part], entries })
    }
    const vendorsIn = (yen: Loose[], dinars: Loose[]) =>
      reconciled(book(yen, dinars)).filter((what) => what.startsWith('vendors'))
    expect(vendorsIn(inYen, inDinars)).toEqual([])
    expect(vendorsIn(inYen.slice(1), inDinars)).toContain(
      'vendors ven_1: in JPY, entry 1 is missing',
    )
    expect(vendorsIn(inYen, inDinars.slice(1))).toContain(
      'vendors ven_1: in KWD, entry 1 is missing',
    )
    expect(vendorsIn([], inYen)).toEqual([
      'vendors ord_a: ven_1: is in JPY, and its ledger says another',
    ])
  })

  it('finds an entry that is gone, a balance that is no sum, and a payout that is not entered', () => {
    const gone = reconciled(({ vendors: [book] }) => book?.entries.shift())
    expect(gone[0]).toBe('vendors ven_1: in EUR, entry 1 is missing')
    const wrong = reconciled(({ vendors: [book] }) =>
      Object.assign(book?.entries[1] ?? {}, { balance: eur(2_751) }),
    )
    expect(wrong).toEqual(['vendors ven_1: in EUR, entry 2 says 2751, its sum is 2750'])
    const paid = reconciled(({ vendors: [book] }) =>
      book?.payouts.push({ payoutId: 'vpo_1', status: 'paid', amount: eur(2_750) }),
    )
    expect(paid).toEqual(['vendors vpo_1: is paid, and the ledger does not say so'])
  })
})
