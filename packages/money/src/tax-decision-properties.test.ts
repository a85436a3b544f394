import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Money, money } from './money.ts'
import {
  decideTax,
  recordTax,
  type TaxDecision,
  type TaxRules,
  taxToPrice,
} from './tax-decision.ts'
import { priceOrder, type Totals } from './totals.ts'

const classes = ['standard', 'reduced', 'super_reduced']
const places = ['FR', 'FR-20R', 'DE', 'DK', 'PT', 'PT-30']
const day = '2026-11-21'

const rates = fc
  .array(fc.integer({ min: 0, max: 2700 }), { minLength: 18, maxLength: 18 })
  .map((all) =>
    places.flatMap((place, p) =>
      classes.map((taxClass, c) => ({
        countryCode: place.slice(0, 2),
        ...(place.length > 2 && { region: place }),
        ...{ taxClass, rateBps: all[p * 3 + c] ?? 0, validFrom: '2020-01-01' },
      })),
    ),
  )
const rules: fc.Arbitrary<TaxRules> = fc.record({
  homeCountry: fc.constant('FR'),
  prices: fc.constantFrom('gross', 'net'),
  ossFrom: fc.constantFrom(undefined, '2026-01-01', '2027-01-01'),
  rates,
})
const destination = fc.constantFrom(
  ...[
    'FR 75002',
    'FR 20000',
    'FR 97400',
    'DE 10115',
    'DK 5000',
    'PT 1100',
    'PT 9000',
    'CH 1200',
  ].map((place) => ({ countryCode: place.slice(0, 2), postalCode: place.slice(3) })),
)
const basket = fc.record({
  // without decimals, with two, with three
  currency: fc.constantFrom('JPY', 'EUR', 'KWD'),
  lines: fc.array(
    fc.record({
      quantity: fc.integer({ min: 1, max: 999 }),
      amount: fc.integer({ min: 0, max: 9_999_999 }),
      taxClass: fc.constantFrom(...classes),
    }),
    { minLength: 1, maxLength: 12 },
  ),
  shipping: fc.integer({ min: 0, max: 100_000 }),
})
const sale = fc.record({
  destination,
  day: fc.constant(day),
  buyerVatCountry: fc.constantFrom(undefined, 'FR', 'DE'),
})

const sumOf = (amounts: readonly Money[]) => amounts.reduce((sum, { amount }) => sum + amount, 0)

/** What the totals have to do with the prices that the shop shows. */
function expectShown(
  { treatment, prices }: TaxDecision,
  { grandTotal: { amount: paid }, vatTotal: { amount: vat } }: Totals,
  shown: number,
): void {
  const isExempt = ['export', 'overseas', 'reverse_charge'].includes(treatment)
  if (isExempt) expect(vat).toBe(0)
  if (prices === 'net') expect(paid - vat).toBe(shown)
  else if (isExempt) expect(paid).toBeLessThanOrEqual(shown)
  // a gross price is what a consumer pays, whatever the rate
  else expect(paid).toBe(shown)
}

it('adds up to the unit in every currency, for every basket, place, rule and buyer', () => {
  fc.assert(
    fc.property(rules, sale, basket, (by, to, { currency, lines, shipping }) => {
      const tax = decideTax(by, to)
      if (!tax) throw new Error('every place has rates')
      const priced = priceOrder({
        currency,
        lines: lines.map((line) => ({ ...line, unitPrice: money(line.amount, currency) })),
        shipping: { price: money(shipping, currency) },
        ...taxToPrice(tax),
      })
      const { totals } = priced
      const parts = [...priced.lines, ...(priced.shipping ? [priced.shipping] : [])]
      expect(sumOf(parts.map(({ gross }) => gross))).toBe(totals.grandTotal.amount)
      expect(sumOf(totals.vatByRate.map(({ gross }) => gross))).toBe(totals.grandTotal.amount)
      expect(sumOf(totals.vatByRate.map(({ vat }) => vat))).toBe(totals.vatTotal.amount)
      for (const { net, vat, gross } of [...parts, ...totals.vatByRate]) {
        expect(net.amount + vat.amount).toBe(gross.amount)
        expect([net, vat, gross].every(({ amount }) => amount >= 0)).toBe(true)
      }
      const shown = sumOf(lines.map(({ amount, quantity }) => money(amount * quantity, currency)))
      expectShown(tax, totals, shown + shipping)
      const sold = lines.map(({ taxClass }) => taxClass)
      expect(recordTax(tax, sold).rates.map(({ taxClass }) => taxClass)).toEqual(
        [...new Set(sold)].toSorted(),
      )
    }),
    { numRuns: 1_000 },
  )
})
