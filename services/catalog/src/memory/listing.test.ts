import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Product } from '../products/product.ts'
import { attributeDimension, brandDimension } from './facet-values.ts'
import { type Filter, listSlots } from './listing.ts'
import { createProductColumns, type SortKey } from './product-columns.ts'

type Item = { brand: string; colour: string; price: number; available: number }

const productOf = ({ brand, colour, price }: Item, slot: number): Product => ({
  productId: `prd_${slot}`,
  slug: `p${slot}`,
  status: 'active',
  visibility: 'listed',
  options: [],
  title: { en: `Thing ${price % 7}` },
  brand,
  taxClass: 'standard',
  categoryIds: [],
  attributes: { colour },
  variants: [
    { sku: `S${slot}`, options: {}, price: { amount: price, currency: 'EUR' }, weightGrams: 1 },
  ],
  images: [],
  priceHistory: [],
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
})

function shelfOf(items: readonly Item[]) {
  const columns = createProductColumns()
  items.forEach((item, slot) => {
    columns.put(slot, productOf(item, slot), [])
    columns.setAvailable(slot, item.available)
  })
  return columns
}

const item = fc.record({
  brand: fc.constantFrom('A', 'B', 'C'),
  colour: fc.constantFrom('red', 'blue', 'green'),
  price: fc.integer({ min: 1, max: 9 }),
  available: fc.integer({ min: 0, max: 1 }),
})
const wish = fc.record({
  brands: fc.subarray(['A', 'B', 'C']),
  colours: fc.subarray(['red', 'blue', 'green']),
  maxPrice: fc.option(fc.integer({ min: 1, max: 9 }), { nil: undefined }),
  inStock: fc.option(fc.boolean(), { nil: undefined }),
})
type Wish = typeof wish extends fc.Arbitrary<infer T> ? T : never

const passes = {
  brand: (one: Item, { brands }: Wish) => brands.length === 0 || brands.includes(one.brand),
  colour: (one: Item, { colours }: Wish) => colours.length === 0 || colours.includes(one.colour),
  price: (one: Item, { maxPrice }: Wish) => maxPrice === undefined || one.price <= maxPrice,
  stock: (one: Item, { inStock }: Wish) => inStock === undefined || one.available > 0 === inStock,
}
/** Whether an item passes every filter but one. */
const passesBut = (spared: string, one: Item, wanted: Wish) =>
  Object.entries(passes).every(([name, test]) => name === spared || test(one, wanted))

function filtersOf(columns: ReturnType<typeof shelfOf>, wanted: Wish): Filter[] {
  const { facets } = columns
  const values = (dimension: string, chosen: string[]): Filter[] => {
    if (chosen.length === 0) return []
    const ids = chosen.flatMap((value) => facets.find(dimension, value) ?? [])
    return [{ kind: 'values', dimension, values: new Set(ids) }]
  }
  const { maxPrice, inStock } = wanted
  return [
    ...values(brandDimension, wanted.brands),
    ...values(attributeDimension('colour'), wanted.colours),
    ...(maxPrice === undefined ? [] : [{ kind: 'price', min: 0, max: maxPrice } as const]),
    ...(inStock === undefined ? [] : [{ kind: 'stock', inStock } as const]),
  ]
}

describe('a filtered list', () => {
  it('holds what passes every filter, and counts each facet without its own selection', () => {
    fc.assert(
      fc.property(fc.array(item, { maxLength: 30 }), wish, (items, wanted) => {
        const columns = shelfOf(items)
        const all = items.map((_, slot) => slot)
        const { slots, tally } = listSlots(columns, all, filtersOf(columns, wanted))
        const kept = all.filter((slot) => items[slot] && passesBut('', items[slot], wanted))
        expect(slots).toEqual(kept)
        expect(listSlots(columns, all, filtersOf(columns, wanted), false).slots).toEqual(kept)
        for (const brand of ['A', 'B', 'C']) {
          const id = columns.facets.find(brandDimension, brand)
          const expected = items.filter(
            (one) => one.brand === brand && passesBut('brand', one, wanted),
          ).length
          expect(id === undefined ? 0 : tally.counts[id]).toBe(expected)
        }
        const stocked = items.filter((one) => one.available && passesBut('stock', one, wanted))
        expect(tally.inStock).toBe(stocked.length)
        const prices = items.filter((one) => passesBut('price', one, wanted)).map((o) => o.price)
        const range = { min: Math.min(...prices), max: Math.max(...prices) }
        expect(tally.price).toEqual(prices.length > 0 ? range : undefined)
        expect(tally.lowest).toEqual(prices)
      }),
    )
  })
})

describe('an order that is kept', () => {
  const key = fc.constantFrom<SortKey>('price', '-price', 'title-fr', 'newest')

  it('is the same as one sorted anew, whatever came and left', () => {
    fc.assert(
      fc.property(fc.array(item, { minLength: 1, maxLength: 20 }), key, (items, order) => {
        const columns = shelfOf(items.slice(0, Math.ceil(items.length / 2)))
        columns.sorted(order)
        items.forEach((one, slot) => {
          if (slot >= columns.size()) columns.put(slot, productOf(one, slot), [])
          else if (slot % 3 === 0) columns.remove(slot)
        })
        const fresh = createProductColumns()
        items.forEach((one, slot) => {
          fresh.put(slot, productOf(one, slot), [])
          if (!columns.isAlive(slot)) fresh.remove(slot)
        })
        expect(columns.sorted(order)).toEqual(fresh.sorted(order))
      }),
    )
  })
})
