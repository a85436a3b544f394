import type { Money } from '@comptoir/contracts/common'
import { priceOrder } from '@comptoir/money/totals'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { anyCart, anyOffers, eur } from '../../test/carts-and-offers.ts'
import { type Evaluation, evaluate } from './evaluate.ts'
import type { CartSnapshot, Offer } from './snapshot.ts'

const sumOf = (amounts: readonly { readonly amount: Money }[]) =>
  amounts.reduce((sum, { amount }) => sum + amount.amount, 0)
const fullOf = ({ lines }: CartSnapshot, sku: string) =>
  lines
    .filter((line) => line.sku === sku)
    .reduce((sum, { unitPrice, quantity }) => sum + unitPrice.amount * quantity, 0)
const takenOff = ({ lines }: Evaluation) => sumOf(lines.flatMap(({ discounts }) => discounts))

const holds = (claim: (cart: CartSnapshot, offers: Offer[]) => void) =>
  fc.assert(fc.property(anyCart, anyOffers, claim), { numRuns: 1_000 })

describe('whatever the cart and the promotions', () => {
  it('nothing falls below zero, and each discount takes something', () => {
    holds((cart, offers) => {
      const { lines, shipping } = evaluate(cart, offers)
      for (const { sku, discounts } of lines) {
        expect(sumOf(discounts)).toBeLessThanOrEqual(fullOf(cart, sku))
        for (const { amount } of discounts) expect(amount.amount).toBeGreaterThan(0)
      }
      expect(sumOf(shipping)).toBeLessThanOrEqual(cart.shipping?.amount ?? 0)
    })
  })

  it('the lines and the shipping add up to what promotions say they give', () => {
    holds((cart, offers) => {
      const evaluation = evaluate(cart, offers)
      const { applied, shipping } = evaluation
      expect(sumOf(applied)).toBe(takenOff(evaluation) + sumOf(shipping))
    })
  })

  it('the order in which offers come does not matter', () => {
    holds((cart, offers) => {
      expect(evaluate(cart, offers.toReversed())).toEqual(evaluate(cart, offers))
    })
  })

  it('an order costs its full price less the discounts, to the cent', () => {
    holds((cart, offers) => {
      const evaluation = evaluate(cart, offers)
      const off = new Map(
        evaluation.lines.map(({ sku, discounts }) => [sku, eur(sumOf(discounts))]),
      )
      const shippingOff = eur(sumOf(evaluation.shipping))
      const { totals } = priceOrder({
        currency: 'EUR',
        lines: cart.lines.map((one) => ({
          ...{ quantity: one.quantity, unitPrice: one.unitPrice, taxClass: 'standard' },
          discount: off.get(one.sku),
        })),
        shipping: cart.shipping && { price: cart.shipping, discount: shippingOff },
        rateOf: () => 2_000,
      })
      const full = cart.lines.reduce((sum, { sku }) => sum + fullOf(cart, sku), 0)
      const expected = full + (cart.shipping?.amount ?? 0) - sumOf(evaluation.applied)
      expect(totals.grandTotal.amount).toBe(expected)
    })
  })
})
