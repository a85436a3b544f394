import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { add, exponentOf, money, multiply, sum } from './money.ts'
import { type PriceKind, priceOrder, type Totals } from './totals.ts'

const eur = (amount: number) => money(amount, 'EUR')
const rates: Record<string, number> = { standard: 2000, intermediate: 1000, reduced: 550 }
const rateOf = (taxClass: string) => rates[taxClass] ?? 0
const homeRate = () => 2000

const currency = fc.constantFrom('EUR', 'JPY', 'KWD')
const line = fc.record({
  quantity: fc.integer({ min: 1, max: 99 }),
  amount: fc.nat(1_000_000),
  taxClass: fc.constantFrom('standard', 'intermediate', 'reduced'),
  /** Of what the line costs, in thousandths. */
  off: fc.oneof(fc.constant(0), fc.constant(1_000), fc.nat(1_000)),
})
const order = fc.record({
  currency,
  prices: fc.constantFrom<PriceKind>('gross', 'net'),
  lines: fc.array(line, { maxLength: 12 }),
  shipping: fc.option(fc.record({ amount: fc.nat(10_000), off: fc.nat(1_000) }), {
    nil: undefined,
  }),
})
type Order = typeof order extends fc.Arbitrary<infer T> ? T : never

function toPrice({ currency, prices, lines, shipping }: Order) {
  const part = (amount: number, off: number) =>
    money(Number((BigInt(amount) * BigInt(off)) / 1_000n), currency)
  return {
    ...{ currency, prices, rateOf },
    lines: lines.map(({ quantity, amount, taxClass, off }) => ({
      ...{ quantity, taxClass, unitPrice: money(amount, currency) },
      discount: part(amount * quantity, off),
    })),
    shipping: shipping && {
      price: money(shipping.amount, currency),
      discount: part(shipping.amount, shipping.off),
    },
  }
}

const amounts = (all: readonly { readonly amount: number }[]) =>
  all.reduce((total, { amount }) => total + amount, 0)

/** What the lines and the shipping cost and what is taken off them, by plain sums. */
function expectedSums({ lines, shipping }: ReturnType<typeof toPrice>) {
  const items = amounts(lines.map(({ unitPrice, quantity }) => multiply(unitPrice, quantity)))
  const itemsDiscount = amounts(lines.map(({ discount }) => discount))
  const shipped = shipping ? [shipping] : []
  return {
    ...{ items, itemsDiscount },
    shippingInFull: amounts(shipped.map(({ price }) => price)),
    shippingDiscount: amounts(shipped.map(({ discount }) => discount)),
  }
}

/** The same as totals say it; the grand total must follow from them. */
function sumsOf(totals: Totals, prices: PriceKind) {
  const { itemsSubtotal, shipping, vatTotal, grandTotal } = totals
  const [off, shippingOff] = [
    totals.itemsDiscount?.amount ?? 0,
    totals.shippingDiscount?.amount ?? 0,
  ]
  const vat = prices === 'net' ? vatTotal.amount : 0
  expect(grandTotal.amount).toBe(itemsSubtotal.amount - off + shipping.amount + vat)
  return {
    ...{ items: itemsSubtotal.amount, itemsDiscount: off, shippingDiscount: shippingOff },
    shippingInFull: shipping.amount + shippingOff,
  }
}

describe('an order with discounts', () => {
  it('takes exactly 10 € off a gross price (medusa#5776)', () => {
    const lines = [
      { quantity: 1, unitPrice: eur(5_000), taxClass: 'standard', discount: eur(1_000) },
    ]
    const { totals } = priceOrder({ currency: 'EUR', lines, rateOf })
    expect(totals).toMatchObject({
      itemsSubtotal: eur(5_000),
      itemsDiscount: eur(1_000),
      grandTotal: eur(4_000),
      vatTotal: eur(667),
    })
  })

  it('has no negative zero when everything is free (medusa#12226)', () => {
    const lines = [{ quantity: 3, unitPrice: eur(333), taxClass: 'reduced', discount: eur(999) }]
    const shipping = { price: eur(500), discount: eur(500) }
    const { totals } = priceOrder({ currency: 'EUR', lines, shipping, rateOf })
    const amounts = [totals.grandTotal, totals.vatTotal, totals.shipping].map(
      ({ amount }) => amount,
    )
    for (const amount of amounts) expect(Object.is(amount, 0)).toBe(true)
    expect(totals.vatByRate.flatMap(({ net, vat }) => [net.amount, vat.amount])).toEqual([0, 0])
  })

  it.each([-1, 1_001])('bears no discount of %d on 1,000', (discount) => {
    const lines = [
      { quantity: 1, unitPrice: eur(1_000), taxClass: 'standard', discount: eur(discount) },
    ]
    expect(() => priceOrder({ currency: 'EUR', lines, rateOf })).toThrow(/is no discount of 1000/)
  })

  it('adds up in every currency, with gross and with net prices', () => {
    fc.assert(
      fc.property(order, (given) => {
        const asked = toPrice(given)
        const priced = priceOrder(asked)
        expect(sumsOf(priced.totals, given.prices)).toEqual(expectedSums(asked))
        const { lines, shipping, totals } = priced
        for (const one of [...lines, ...(shipping ? [shipping] : []), ...totals.vatByRate])
          expect(add(one.net, one.vat)).toEqual(one.gross)
        const gross = totals.vatByRate.map((rate) => rate.gross)
        expect(sum(gross, given.currency)).toEqual(totals.grandTotal)
        expect(totals.grandTotal.amount).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 500 },
    )
  })
})

describe('another rate than the prices include', () => {
  const lines = [{ quantity: 2, unitPrice: eur(1_200), taxClass: 'standard', discount: eur(240) }]
  const shipping = { price: eur(600) }
  const asked = { currency: 'EUR', lines, shipping }

  it('none: the buyer pays the net prices of home', () => {
    const { totals } = priceOrder({ ...asked, rateOf: () => 0, includedRateOf: homeRate })
    expect(totals).toMatchObject({
      ...{ itemsSubtotal: eur(2_000), itemsDiscount: eur(200), shipping: eur(500) },
      ...{ vatTotal: eur(0), grandTotal: eur(2_300) },
    })
  })

  it('of the destination, where prices stay as they are: the same as without', () => {
    const there = () => 2_500
    expect(priceOrder({ ...asked, rateOf: there, includedRateOf: there })).toEqual(
      priceOrder({ ...asked, rateOf: there }),
    )
  })
})

it('counts in the smallest unit of each currency', () => {
  expect(['JPY', 'EUR', 'KWD'].map(exponentOf)).toEqual([0, 2, 3])
})
