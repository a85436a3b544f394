import type { Product } from '../products/product.ts'
import {
  attributeDimension,
  brandDimension,
  categoryDimension,
  createFacetValues,
  type FacetValues,
  vendorDimension,
} from './facet-values.ts'
import { createSortedSlots } from './sorted-slots.ts'

/** The orders that a list can have. */
export type SortKey = 'newest' | 'price' | '-price' | 'title-fr' | 'title-en' | '-sold'

export type ProductColumns = ReturnType<typeof createProductColumns>
type Products = (Product | undefined)[]

const longestFacet = 60

/** The order of texts in a language. */
export const collators = { fr: new Intl.Collator('fr'), en: new Intl.Collator('en') }

/** A text in a language, else in the other one. */
export const textIn = (text: Product['title'] | undefined, locale: 'fr' | 'en'): string =>
  text?.[locale] ?? text?.fr ?? text?.en ?? ''

/** The active products in columns, one slot each, for filters, counts and orders without touching objects. */
export function createProductColumns(soldOf: (productId: string) => number = () => 0) {
  const facets = createFacetValues()
  const products: Products = []
  const facetIds: (readonly number[])[] = []
  const prices = createPrices()
  const available: number[] = []
  const tally = createTally()
  const orders = createSortedSlots<SortKey>((key) =>
    key === '-sold' ? compareBySold(products, soldOf) : compareBy(key, products, prices.min),
  )

  /** `ids`: of its categories; `amounts`: what its variants cost. */
  function put(slot: number, product: Product, ids: readonly string[], amounts = base(product)) {
    products[slot] = product
    facetIds[slot] = facetsOf(facets, product, ids)
    prices.set(slot, amounts)
    available[slot] = 0
    tally.add(facetIds[slot], 1)
    orders.add(slot)
  }

  function remove(slot: number): void {
    if (!products[slot]) return
    orders.remove(slot)
    tally.add(facetIds[slot], -1)
    products[slot] = undefined
  }

  return {
    ...{ facets, put, remove },
    /** Other prices for some slots; orders by price are made anew when they are next asked for. */
    reprice(changes: readonly { slot: number; amounts: readonly number[] }[]): void {
      orders.forget('price')
      orders.forget('-price')
      for (const { slot, amounts } of changes) prices.set(slot, amounts)
    },
    /** Other numbers were sold: the order by them is made anew when it is next asked for. */
    resell: () => void orders.forget('-sold'),
    isAlive: (slot: number) => products[slot] !== undefined,
    alive: tally.alive,
    /** How many products have a facet value. */
    count: tally.count,
    size: () => products.length,
    productAt: (slot: number) => products[slot],
    facetsAt: (slot: number) => facetIds[slot] ?? [],
    /** Lowest and highest price. */
    priceAt: (slot: number) => prices.min[slot] ?? 0,
    priceMaxAt: (slot: number) => prices.max[slot] ?? 0,
    availableAt: (slot: number) => available[slot] ?? 0,
    setAvailable: (slot: number, count: number) => {
      available[slot] = count
    },
    /** Slots in an order; some may have left meanwhile. */
    sorted: (key: SortKey) =>
      orders.read(key, () => [...products.keys()].filter((slot) => products[slot])),
  }
}

const base = ({ variants }: Product): readonly number[] => variants.map(({ price }) => price.amount)

/** How many products there are, and how many of them have each facet value. */
function createTally() {
  const counts: number[] = []
  let alive = 0
  return {
    add(facetIds: readonly number[] = [], by: number): void {
      alive += by
      for (const id of facetIds) counts[id] = (counts[id] ?? 0) + by
    },
    alive: () => alive,
    count: (facetId: number | undefined) => counts[facetId ?? -1] ?? 0,
  }
}

/** Lowest and highest price of each slot. */
function createPrices() {
  const min: number[] = []
  const max: number[] = []
  return {
    min,
    max,
    set(slot: number, amounts: readonly number[]): void {
      min[slot] = Math.min(...amounts)
      max[slot] = Math.max(...amounts)
    },
  }
}

function facetsOf(facets: FacetValues, product: Product, categoryIds: readonly string[]): number[] {
  const ids = categoryIds.map((id) => facets.idOf(categoryDimension, id))
  if (product.brand) ids.push(facets.idOf(brandDimension, product.brand))
  if (product.vendorId) ids.push(facets.idOf(vendorDimension, product.vendorId))
  for (const [name, value] of Object.entries(product.attributes)) {
    const text = String(value)
    if (text && text.length <= longestFacet) ids.push(facets.idOf(attributeDimension(name), text))
  }
  return ids
}

/** Most sold first; of as many, the newest. */
function compareBySold(products: Products, soldOf: (productId: string) => number) {
  const sold = (slot: number) => soldOf(products[slot]?.productId ?? '')
  const byAge = compareBy('newest', products, [])
  return (a: number, b: number) => sold(b) - sold(a) || byAge(a, b)
}

function compareBy(key: Exclude<SortKey, '-sold'>, products: Products, prices: readonly number[]) {
  const byPrice = (a: number, b: number) => (prices[a] ?? 0) - (prices[b] ?? 0)
  if (key === 'price') return byPrice
  if (key === '-price') return (a: number, b: number) => byPrice(b, a)
  if (key === 'newest') {
    const publishedAt = (slot: number) => products[slot]?.publishedAt ?? ''
    return (a: number, b: number) =>
      Number(publishedAt(a) < publishedAt(b)) - Number(publishedAt(a) > publishedAt(b))
  }
  const locale = key === 'title-en' ? 'en' : 'fr'
  const titleOf = (slot: number) => textIn(products[slot]?.title, locale)
  return (a: number, b: number) => collators[locale].compare(titleOf(a), titleOf(b))
}
