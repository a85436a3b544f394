import type { VariantSnapshot } from '@comptoir/contracts/catalog/schemas'
import type { CartDiscounts } from '@comptoir/contracts/promotions/internal-routes'
import { buyerCountryOf } from '@comptoir/dapr/sidecar/vat-ids'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkAmounts } from '../../services/billing/src/invoice/invoice.ts'
import { readSeed } from '../../services/billing/src/taxes/seed-rates.ts'
import { datedRates } from '../../services/billing/src/taxes/tax-table.ts'
import {
  joinVariants,
  price,
  requireTax,
  taxOf,
} from '../../services/orders/src/placing/pricing.ts'
import { quoteOfGuest } from './cart-to-quote.ts'

const carts = 10_000
const now = new Date('2026-11-21T10:00:00.000Z')
const day = '2026-11-21'
const rates = [...readSeed().values()].flatMap(datedRates)
const classes = ['standard', 'intermediate', 'reduced', 'super_reduced']

const places = [
  ...['FR 75002', 'FR 20000', 'FR 97400', 'FR 98000', 'MC 98000', 'DE 10115', 'DK 5000'],
  ...['ES 28001', 'ES 35001', 'PT 9000', 'GR 10431', 'GB BT1 5GS', 'GB EC1A 1BB', 'CH 1200'],
].map((place) => ({ countryCode: place.slice(0, 2), postalCode: place.slice(3) }))

const aLine = fc.record({
  taxClass: fc.constantFrom(...classes),
  quantity: fc.integer({ min: 1, max: 9 }),
  amount: fc.integer({ min: 0, max: 99_999 }),
  /** What promotions take off the line, in parts of ten thousand. */
  offBps: fc.constantFrom(0, 0, 1, 3_333, 9_999, 10_000),
})
const aSale = fc.record({
  currency: fc.constantFrom('EUR', 'JPY', 'KWD'),
  lines: fc.array(aLine, { minLength: 1, maxLength: 8 }),
  shipping: fc.integer({ min: 0, max: 2_000 }),
  shippingOffBps: fc.constantFrom(0, 0, 5_000, 10_000),
  shippingAddress: fc.constantFrom(...places),
  buyerVat: fc.constantFrom(
    undefined,
    { vatId: 'DE136695976', status: 'valid' as const },
    { vatId: 'FR40303265045', status: 'valid' as const },
    { vatId: 'DE136695976', status: 'unchecked' as const },
  ),
  rules: fc.record({
    homeCountry: fc.constant('FR'),
    prices: fc.constantFrom('gross' as const, 'net' as const),
    ossFrom: fc.constantFrom(undefined, '2026-11-21', '2026-11-22'),
    rates: fc.constant(rates),
  }),
})
type Sale = typeof aSale extends fc.Arbitrary<infer T> ? T : never

/** The same sale as the catalogue, the cart, shipping and promotions know it. */
function knownBy({ currency, lines, shipping, shippingOffBps }: Sale) {
  const money = (amount: number) => ({ amount, currency })
  const off = (amount: number, bps: number) => {
    const taken = Math.floor((amount * bps) / 10_000)
    return taken > 0 ? [{ promotionId: 'promo', amount: money(taken) }] : []
  }
  const variants = lines.map(
    ({ taxClass, amount }, n): VariantSnapshot => ({
      ...{ sku: `S-${n}`, productId: `p-${n}`, title: { fr: 'x' }, price: money(amount) },
      ...{ taxClass, weightGrams: 100, active: true },
    }),
  )
  const wanted = lines.map(({ quantity }, n) => ({ sku: `S-${n}`, quantity }))
  const option = {
    ...{ optionId: 'home', carrierCode: 'poste', name: { fr: 'x' }, kind: 'home' as const },
    ...{ price: money(shipping), taxClass: 'standard', deliveryDays: { min: 1, max: 2 } },
  }
  const discounts: CartDiscounts = {
    lines: lines.flatMap(({ amount, quantity, offBps }, n) => {
      const taken = off(amount * quantity, offBps)
      return taken.length > 0 ? [{ sku: `S-${n}`, discounts: taken }] : []
    }),
    ...{ shipping: off(shipping, shippingOffBps), applied: [], rejected: [] },
  }
  return { variants, wanted, option, discounts }
}

async function quoteOf(sale: Sale) {
  const { discounts, ...known } = knownBy(sale)
  const promotions = async () => ({ discounts, isUnavailable: false })
  return await quoteOfGuest({ ...sale, ...known, now, promotions })
}

function orderOf(sale: Sale) {
  const { currency, rules, shippingAddress: destination, buyerVat } = sale
  const { variants, wanted, option, discounts } = knownBy(sale)
  const tax = requireTax(rules, { destination, day, buyerVatCountry: buyerCountryOf(buyerVat) })
  const lines = joinVariants(wanted, variants)
  return { ...price({ lines, option, currency, tax, discounts }), tax: taxOf(tax, lines, buyerVat) }
}

it('gives ten thousand carts, their orders and invoices the same totals and VAT, to the unit', async () => {
  const treatments = new Map<string, number>()
  for (const sale of fc.sample(aSale, carts)) {
    const [quote, order] = [await quoteOf(sale), orderOf(sale)]
    expect(quote.totals).toEqual(order.totals)
    expect(quote.tax).toEqual(order.tax)
    // billing refuses amounts that do not add up, per line, per rate and in all
    checkAmounts({ ...order, currency: sale.currency } as Parameters<typeof checkAmounts>[0])
    const { treatment } = order.tax
    treatments.set(treatment, (treatments.get(treatment) ?? 0) + 1)
  }
  for (const count of treatments.values()) expect(count).toBeGreaterThan(carts / 100)
  expect(treatments.size).toBe(6)
})
