import { limits } from '@comptoir/contracts/limits'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { money } from './money.ts'
import { priceOrder } from './totals.ts'

const eur = (amount: number) => money(amount, 'EUR')
const rates = new Map([
  ['standard', 2000],
  ['reduced', 550],
  ['whole', 10_000],
])
const rateOf = (taxClass: string) => rates.get(taxClass) ?? 0

/** Small ones, and those at the edge. */
const upTo = (most: number) => fc.oneof(fc.integer({ min: 1, max: most }), fc.constant(most))
const line = fc.record({
  quantity: upTo(limits.quantity),
  unitPrice: upTo(limits.amount).map(eur),
  taxClass: fc.constantFrom(...rates.keys()),
})
const cart = fc.record({
  lines: fc.array(line, { maxLength: limits.lines, size: 'max' }),
  shipping: fc.option(fc.record({ price: upTo(limits.amount).map(eur) }), { nil: undefined }),
})

it('has exact sums and VAT for every cart within the limits', () => {
  fc.assert(
    fc.property(cart, ({ lines, shipping }) => {
      const { totals } = priceOrder({ currency: 'EUR', lines, shipping, rateOf })
      const exact = lines.reduce(
        (all, { unitPrice, quantity }) => all + BigInt(unitPrice.amount) * BigInt(quantity),
        BigInt(shipping?.price.amount ?? 0),
      )
      expect(BigInt(totals.grandTotal.amount)).toBe(exact)
      const net = totals.vatByRate.reduce((all, rate) => all + rate.net.amount, 0)
      expect(net + totals.vatTotal.amount).toBe(totals.grandTotal.amount)
    }),
    { numRuns: 200 },
  )
})

it('holds the fullest cart at the highest price, with room', () => {
  const most = limits.amount * limits.quantity * limits.lines + limits.amount
  expect(Number.isSafeInteger(most * 100)).toBe(true)
  const weight = limits.weightGrams * limits.quantity * limits.lines
  expect(Number.isSafeInteger(weight)).toBe(true)
})
