import { describe, expect, it } from 'vitest'
import { agreeingBooks } from '../../../test/agreeing-books.ts'
import type { Books } from '../read-books.ts'
import { reconcileBooks } from '../reconcile-books.ts'

type Loose = { [key: string]: unknown }
const limits = { graceSeconds: 60, paymentDeadlineSeconds: 1_800 }
const change = (list: unknown, at: number, changes: Loose) =>
  Object.assign((list as Loose[])[at] ?? {}, changes)
const eur = (amount: number) => ({ amount, currency: 'EUR' })

/** What the rule finds once the books were tampered with. */
function found(tamper: (books: Books) => void) {
  const books = agreeingBooks()
  tamper(books)
  const { discrepancies } = reconcileBooks(books, limits)
  return discrepancies.map(({ rule, subject, what }) => `${rule} ${subject}: ${what}`)
}

describe('promotions', () => {
  it('of a live order are confirmed', () => {
    const faults = found(({ redemptions }) => change(redemptions, 0, { status: 'expired' }))
    expect(faults).toEqual([
      'promotions ord_a: delivered, but its promotions are expired',
      'promotions promo_1: 1, 500 EUR confirmed, but orders have 0',
    ])
    expect(found(({ redemptions }) => redemptions.shift())).toContain(
      'promotions ord_a: delivered, but its promotions are unknown',
    )
  })

  it('of an order that ended are given back', () => {
    const faults = found(({ redemptions }) => change(redemptions, 1, { status: 'confirmed' }))
    expect(faults).toEqual([
      'promotions ord_b: cancelled, but its promotions are confirmed',
      'promotions promo_1: 1, 500 EUR confirmed, but orders have 2, 1000 EUR',
    ])
  })

  it('are redeemed for what the order has of them', () => {
    const other = { promotionId: 'promo_1', code: 'WELCOME10', amount: eur(499) }
    expect(found(({ redemptions }) => change(redemptions, 0, { redemptions: [other] }))).toEqual([
      'promotions ord_a: has promo_1 WELCOME10 500 EUR, and redeemed promo_1 WELCOME10 499 EUR',
      'promotions promo_1: 1, 500 EUR confirmed, but orders have 1, 499 EUR',
    ])
    expect(found(({ orders }) => change(orders, 0, { promotions: [], lines: [] }))).toContain(
      'promotions ord_a: has none, and redeemed promo_1 WELCOME10 500 EUR',
    )
  })

  it('take off what lines and shipping are reduced by', () => {
    const discounts = [{ promotionId: 'promo_2', amount: eur(100) }]
    const faults = found(({ orders }) => change(orders, 0, { shippingLine: { discounts } }))
    expect(faults).toEqual([
      'promotions ord_a: lines and shipping are reduced by 100 more than promo_2 says',
    ])
  })

  it('count what orders redeemed, paid or not', () => {
    const lost = { confirmed: 0, confirmedAmounts: [] }
    expect(found(({ promotions }) => change(promotions, 0, lost))).toEqual([
      'promotions promo_1: 0 confirmed, but orders have 1, 500 EUR',
    ])
    const held = { reserved: 2, reservedAmounts: [eur(900)] }
    expect(found(({ promotions }) => change(promotions, 0, held))).toEqual([
      'promotions promo_1: 2, 900 EUR reserved, but orders have 1, 500 EUR',
    ])
  })

  it('of an order that waits for its payment may have run out', () => {
    const faults = found(({ redemptions, promotions }) => {
      change(redemptions, 2, { status: 'expired' })
      change(promotions, 0, { reserved: 0, reservedAmounts: [] })
    })
    expect(faults).toEqual([])
  })
})
