import type { VariantSnapshot } from '@comptoir/contracts/catalog/schemas'
import type { PromotableCart } from '@comptoir/contracts/promotions/internal-routes'
import type { Promotions } from '@comptoir/dapr/sidecar/promotions'
import { decideTax, type TaxRules } from '@comptoir/money/tax-decision'
import { parisDayOf } from '@comptoir/money/tax-rates'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { toEInvoice } from '../../services/billing/src/e-invoice/to-e-invoice.ts'
import { BilledOrder } from '../../services/billing/src/invoice/billed-order.ts'
import { invoiceOf } from '../../services/billing/test/issued-documents.ts'
import { discountsFor } from '../../services/orders/src/placing/discounts.ts'
import { joinVariants, price, taxOf } from '../../services/orders/src/placing/pricing.ts'
import { evaluate } from '../../services/promotions/src/evaluation/evaluate.ts'
import { anyOffers, eur } from '../../services/promotions/test/carts-and-offers.ts'
import { quoteOfGuest } from './cart-to-quote.ts'

const carts = 10_000
const now = new Date('2026-11-29T12:00:00Z')
const taxClasses = ['standard', 'intermediate', 'reduced'] as const

const anyRules: fc.Arbitrary<TaxRules> = fc
  .record({
    prices: fc.constantFrom('gross' as const, 'net' as const),
    ossFrom: fc.constantFrom('2026-01-01', undefined),
    bps: fc.array(fc.integer({ min: 0, max: 2_700 }), { minLength: 6, maxLength: 6 }),
  })
  .map(({ bps, ...rules }) => ({
    ...{ ...rules, homeCountry: 'FR' },
    rates: ['FR', 'DE'].flatMap((countryCode, country) =>
      taxClasses.map((taxClass, n) => ({
        ...{ countryCode, taxClass, validFrom: '2020-01-01' },
        rateBps: bps[country * taxClasses.length + n] ?? 0,
      })),
    ),
  }))
const anyLines = fc.array(
  fc.record({
    amount: fc.integer({ min: 1, max: 100_000 }),
    quantity: fc.integer({ min: 1, max: 20 }),
    taxClass: fc.constantFrom(...taxClasses),
  }),
  { minLength: 1, maxLength: 6 },
)
const anyCase = fc.record({
  rules: anyRules,
  lines: anyLines,
  offers: anyOffers,
  shipping: fc.nat(2_000),
  countryCode: fc.constantFrom('FR', 'DE', 'US'),
})
type Case = typeof anyCase extends fc.Arbitrary<infer T> ? T : never

/** What carts and orders are told of the same shop. */
function shopOf({ rules, lines, offers, shipping, countryCode }: Case) {
  const variants: VariantSnapshot[] = lines.map(({ amount, taxClass }, n) => ({
    ...{ sku: `S${n}`, productId: `p${n}`, title: { en: 'Thing' }, price: eur(amount) },
    ...{ taxClass, weightGrams: 1, active: true },
  }))
  const option = {
    ...{ optionId: 'home', carrierCode: 'post', name: { en: 'Home' }, kind: 'home' as const },
    ...{ price: eur(shipping), taxClass: 'standard', deliveryDays: { min: 1, max: 2 } },
  }
  const promotions: Promotions = async (cart: PromotableCart) => {
    const {
      applied,
      lines: reduced,
      shipping: off,
    } = evaluate({ ...cart, at: now } as never, offers)
    const discounts = {
      lines: [...reduced],
      shipping: [...off],
      applied: [...applied],
      rejected: [],
    }
    return { discounts, isUnavailable: false }
  }
  const shippingAddress = { countryCode, postalCode: '75011' }
  const wanted = lines.map(({ quantity }, n) => ({ sku: `S${n}`, quantity }))
  return { rules, variants, option, promotions, shippingAddress, wanted }
}
type Shop = ReturnType<typeof shopOf>

async function ordered({ rules, variants, option, promotions, shippingAddress, wanted }: Shop) {
  const tax = decideTax(rules, { destination: shippingAddress, day: parisDayOf(now) })
  if (!tax) throw new Error('not sold there')
  const lines = joinVariants(wanted, variants)
  const sale = { currency: 'EUR', codes: [], customer: {}, shippingAddress, provider: 'stripe' }
  const asked = { sale, lines, option }
  const discounts = await discountsFor({ discounts: promotions }, asked as never)
  const priced = price({ lines, option, currency: 'EUR', tax, discounts })
  return { ...priced, tax: taxOf(tax, lines, undefined) }
}
type Ordered = Awaited<ReturnType<typeof ordered>>

const issued = invoiceOf()

/** What the electronic invoice of an order adds up to (EN 16931, the data of Factur-X). */
function eInvoiceOf(order: Ordered) {
  const billed = { ...issued.order, ...BilledOrder.partial().parse(order) }
  const { lines, allowances, charges, vat, totals } = toEInvoice({ ...issued, order: billed })
  const net =
    lines.reduce((sum, line) => sum + line.net, 0) -
    allowances.reduce((sum, { amount }) => sum + amount, 0) +
    charges.reduce((sum, { amount }) => sum + amount, 0)
  return { net, taxable: vat.reduce((sum, { taxable }) => sum + taxable, 0), totals }
}

const sumOf = (amounts: readonly { readonly gross: { amount: number } }[]) =>
  amounts.reduce((sum, { gross }) => sum + gross.amount, 0)

it(`totals of ${carts} carts, their orders and their electronic invoices agree to the cent`, async () => {
  let reduced = 0
  for (const one of fc.sample(anyCase, carts)) {
    const shop = shopOf(one)
    const [quote, order] = [
      await quoteOfGuest({ ...shop, currency: 'EUR', now }),
      await ordered(shop),
    ]
    expect(order.totals).toEqual(quote.totals)
    expect(order.promotions ?? []).toEqual(quote.promotions ?? [])
    const { grandTotal, vatByRate, itemsDiscount } = order.totals
    expect(sumOf([...order.lines, order.shippingLine])).toBe(grandTotal.amount)
    const billed = BilledOrder.shape.totals.parse(order.totals)
    expect(billed).toEqual(order.totals)
    expect(sumOf(vatByRate)).toBe(grandTotal.amount)
    const { net, taxable, totals } = eInvoiceOf(order)
    expect(totals).toMatchObject({ net, gross: grandTotal.amount, due: 0 })
    expect([taxable, totals.net + totals.vat]).toEqual([net, grandTotal.amount])
    if (itemsDiscount) reduced += 1
  }
  expect(reduced).toBeGreaterThan(carts / 4)
})
