import type { Client } from '@comptoir/dapr/sidecar/invoke'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { ownPrices } from '../../services/carts/src/pricing/own-prices.ts'
import { createVariantCache } from '../../services/carts/src/pricing/variant-cache.ts'
import { createTestShop } from '../../services/catalog/test/catalog-app.ts'
import { joinVariants } from '../../services/orders/src/placing/pricing.ts'
import { storedCart } from './cart-to-quote.ts'

const currency = 'EUR'
const skus = ['A', 'B', 'C', 'D']
const statuses = ['standard', 'silver', 'gold', 'vip'] as const
const carts = 2_000
const cartsPerShop = 100

const aTier = fc.record({
  minQuantity: fc.integer({ min: 1, max: 6 }),
  percentOffBps: fc.integer({ min: 1, max: 9_000 }),
})
const aTarget = fc.oneof(
  fc.constantFrom(...skus).map((sku) => ({ sku })),
  fc.constant({ categoryId: 'cat_1' }),
)
const aList = fc.record({
  customerStatuses: fc.subarray([...statuses], { maxLength: 2 }),
  customerTags: fc.subarray(['press'], { maxLength: 1 }),
  priority: fc.integer({ min: 0, max: 2 }),
  target: aTarget,
  tiers: fc.uniqueArray(aTier, {
    minLength: 1,
    maxLength: 3,
    selector: (tier) => tier.minQuantity,
  }),
})
type List = typeof aList extends fc.Arbitrary<infer T> ? T : never

const aCustomer = fc.record({
  status: fc.constantFrom(...statuses),
  tags: fc.subarray(['press']),
})
const aCart = fc.record({
  customer: fc.option(aCustomer, { nil: undefined }),
  lines: fc.uniqueArray(
    fc.record({ sku: fc.constantFrom(...skus), quantity: fc.integer({ min: 1, max: 8 }) }),
    { minLength: 1, selector: (line) => line.sku },
  ),
})

/** A catalogue with price lists, as carts and orders call it. */
async function openCatalogue(lists: readonly List[]) {
  const shop = createTestShop()
  await shop.call('POST /api/categories', { body: { name: { en: 'All' } } })
  for (const [n, sku] of skus.entries()) {
    const variants = [{ sku, price: { amount: 999 + 501 * n, currency }, weightGrams: 1 }]
    const title = { en: `Thing ${sku}` }
    const body = { status: 'active', title, categoryIds: ['cat_1'], variants }
    await shop.call('POST /api/products', { body })
  }
  for (const [n, { target, tiers, ...terms }] of lists.entries()) {
    const entries = [{ ...target, tiers }]
    const body = { priceListId: `l-${n}`, name: { en: 'List' }, currency, ...terms, entries }
    const { status } = await shop.call('POST /api/price-lists', { body })
    expect(status).toBe(201)
  }
  const headers = { 'dapr-api-token': 'app-token', 'dapr-caller-app-id': 'orders' }
  const ask = async (_: unknown, { body }: { body: object }) => {
    const found = await shop.call('POST /internal/variants/lookup', { as: 'guest', body, headers })
    return found.body
  }
  return ask as unknown as Client & typeof ask
}

it(`prices ${carts} carts and their orders the same, to the cent, with the same origin`, async () => {
  const lists = fc.sample(fc.array(aList, { maxLength: 6 }), carts / cartsPerShop)
  let reduced = 0
  for (const some of lists) {
    const catalog = await openCatalogue(some)
    for (const { customer, lines } of fc.sample(aCart, cartsPerShop)) {
      const variants = createVariantCache(catalog)
      const names = lines.map(({ sku }) => sku)
      const customers = async () => customer
      const cart = storedCart(lines, { currency, isGuest: customer === undefined })
      const everyone = await variants.findNow(names)
      const { own } = await ownPrices({ variants, customers }, cart, everyone)
      const quantities = Object.fromEntries(lines.map(({ sku, quantity }) => [sku, quantity]))
      const asked = { skus: names, quantities, customer, currency }
      const ordered = joinVariants(lines, (await catalog(undefined, { body: asked })).variants)
      for (const line of ordered) {
        const shown = own.get(line.sku)
        expect(shown?.price).toEqual(line.unitPrice)
        expect(shown?.priceOrigin).toEqual(line.priceOrigin)
        expect(shown?.compareAtPrice).toEqual(line.compareAtPrice)
        if (line.priceOrigin) reduced++
      }
    }
  }
  expect(reduced).toBeGreaterThan(carts / 10)
})
