import type { Product } from '../products/product.ts'
import {
  attributeDimension,
  brandDimension,
  categoryDimension,
  createFacetValues,
  type FacetValues,
} from './facet-values.ts'
import { createSortedSlots } from './sorted-slots.ts'

/** The orders that a list can have. */
export type SortKey = 'newest' | 'price' | '-price' | 'title-fr' | 'title-en'

/** The active products in columns, one slot each, for filters, counts and orders without touching objects. */
export type ProductColumns = {
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

type Columns = {
  readonly products: (Product | undefined)[]
  readonly facetIds: (readonly number[])[]
  readonly prices: number[]
  readonly pricesMax: number[]
}

export function createProductColumns(): ProductColumns {
  const facets = createFacetValues()
  const columns: Columns = { products: [], facetIds: [], prices: [], pricesMax: [] }
  const { products, facetIds, prices, pricesMax } = columns
  const available: number[] = []
  const counts: number[] = []
  const orders = createSortedSlots<SortKey>((key) => compareBy(key, columns))
  let alive = 0

  function tally(slot: number, by: number): void {
    alive += by
    for (const id of facetIds[slot] ?? []) counts[id] = (counts[id] ?? 0) + by
  }

  function put(slot: number, product: Product, categoryIds: readonly string[]): void {
    const amounts = product.variants.map(({ price }) => price.amount)
    products[slot] = product
    facetIds[slot] = facetsOf(facets, product, categoryIds)
    prices[slot] = Math.min(...amounts)
    pricesMax[slot] = Math.max(...amounts)
    available[slot] = 0
    tally(slot, 1)
    orders.add(slot)
  }

  function remove(slot: number): void {
    if (!products[slot]) return
    orders.remove(slot)
    tally(slot, -1)
    products[slot] = undefined
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
    sorted: (key) => orders.read(key, () => slotsIn(products)),
  }
}

function slotsIn(products: readonly (Product | undefined)[]): number[] {
  return [...products.keys()].filter((slot) => products[slot] !== undefined)
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

function compareBy(key: SortKey, columns: Columns): (a: number, b: number) => number {
  const { products, prices } = columns
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
