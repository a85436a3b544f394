import {
  attributeDimension,
  brandDimension,
  categoryDimension,
  createFacetValues,
  type FacetValues,
} from './facet-values.ts'
import type { Product } from './product.ts'

/** The orders that a list can have. */
export type SortKey = 'newest' | 'price' | '-price' | 'title-fr' | 'title-en'

/** The active products in columns, one slot each, for filters, counts and orders without touching objects. */
export type Shelf = {
  readonly facets: FacetValues
  put(slot: number, product: Product, categoryIds: readonly string[]): void
  remove(slot: number): void
  isAlive(slot: number): boolean
  alive(): number
  /** How many products have a facet value. */
  count(facetId: number | undefined): number
  size(): number
  productAt(slot: number): Product | undefined
  facetsAt(slot: number): readonly number[]
  /** Lowest and highest price. */
  priceAt(slot: number): number
  priceMaxAt(slot: number): number
  availableAt(slot: number): number
  setAvailable(slot: number, available: number): void
  /** Slots in an order; some may have left meanwhile. */
  sorted(key: SortKey): readonly number[]
}

const longestFacet = 60
const collators = { fr: new Intl.Collator('fr'), en: new Intl.Collator('en') }

export function createShelf(): Shelf {
  const facets = createFacetValues()
  const products: (Product | undefined)[] = []
  const facetIds: (readonly number[])[] = []
  const prices: number[] = []
  const pricesMax: number[] = []
  const available: number[] = []
  const orders = new Map<SortKey, number[]>()
  const counts: number[] = []
  let alive = 0

  function put(slot: number, product: Product, categoryIds: readonly string[]): void {
    const amounts = product.variants.map(({ price }) => price.amount)
    products[slot] = product
    facetIds[slot] = facetsOf(facets, product, categoryIds)
    prices[slot] = Math.min(...amounts)
    pricesMax[slot] = Math.max(...amounts)
    available[slot] = 0
    alive++
    tally(slot, 1)
    for (const [key, order] of orders) insert(order, slot, compareBy(key, products, prices))
  }

  function remove(slot: number): void {
    if (!products[slot]) return
    for (const [key, order] of orders) {
      const at = find(order, slot, compareBy(key, products, prices))
      if (order[at] === slot) order.splice(at, 1)
      else orders.delete(key)
    }
    alive--
    tally(slot, -1)
    products[slot] = undefined
  }

  function tally(slot: number, by: number): void {
    for (const id of facetIds[slot] ?? []) counts[id] = (counts[id] ?? 0) + by
  }

  function sorted(key: SortKey): readonly number[] {
    const known = orders.get(key)
    if (known) return known
    const slots = [...products.keys()].filter((slot) => products[slot] !== undefined)
    const order = slots.sort(compareBy(key, products, prices))
    orders.set(key, order)
    return order
  }

  return {
    facets,
    put,
    remove,
    isAlive: (slot) => products[slot] !== undefined,
    alive: () => alive,
    count: (facetId) => (facetId === undefined ? 0 : (counts[facetId] ?? 0)),
    size: () => products.length,
    productAt: (slot) => products[slot],
    facetsAt: (slot) => facetIds[slot] ?? [],
    priceAt: (slot) => prices[slot] ?? 0,
    priceMaxAt: (slot) => pricesMax[slot] ?? 0,
    availableAt: (slot) => available[slot] ?? 0,
    setAvailable: (slot, count) => {
      available[slot] = count
    },
    sorted,
  }
}

function facetsOf(facets: FacetValues, product: Product, categoryIds: readonly string[]): number[] {
  const ids = categoryIds.map((id) => facets.idOf(categoryDimension, id))
  if (product.brand) ids.push(facets.idOf(brandDimension, product.brand))
  for (const [name, value] of Object.entries(product.attributes)) {
    const text = String(value)
    if (text && text.length <= longestFacet) ids.push(facets.idOf(attributeDimension(name), text))
  }
  return ids
}

type Compare = (a: number, b: number) => number

function compareBy(
  key: SortKey,
  products: readonly (Product | undefined)[],
  prices: readonly number[],
): Compare {
  if (key === 'price') return (a, b) => (prices[a] ?? 0) - (prices[b] ?? 0) || a - b
  if (key === '-price') return (a, b) => (prices[b] ?? 0) - (prices[a] ?? 0) || a - b
  if (key === 'newest') {
    const publishedAt = (slot: number) => products[slot]?.publishedAt ?? ''
    return (a, b) => compareText(publishedAt(b), publishedAt(a)) || a - b
  }
  const locale = key === 'title-en' ? 'en' : 'fr'
  const titleOf = (slot: number) => {
    const title = products[slot]?.title
    return title?.[locale] ?? title?.fr ?? title?.en ?? ''
  }
  return (a, b) => collators[locale].compare(titleOf(a), titleOf(b)) || a - b
}

function compareText(a: string, b: string): number {
  if (a === b) return 0
  return a < b ? -1 : 1
}

/** The place of a slot in a sorted list. */
function find(order: readonly number[], slot: number, compare: Compare): number {
  let low = 0
  let high = order.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (compare(order[middle] ?? 0, slot) < 0) low = middle + 1
    else high = middle
  }
  return low
}

function insert(order: number[], slot: number, compare: Compare): void {
  order.splice(find(order, slot, compare), 0, slot)
}
