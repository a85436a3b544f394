import type { Facets } from '@comptoir/contracts/catalog/schemas'
import { lookUp } from '@comptoir/contracts/look-up'
import type { CategoryTree } from '../categories/category-tree.ts'
import {
  attributeOf,
  brandDimension,
  categoryDimension,
  type FacetValues,
  isAttribute,
} from './facet-values.ts'
import { priceBarsOf } from './price-bars.ts'
import type { ProductColumns } from './product-columns.ts'

/** What a list must match; `values` are facet ids, any of which will do. */
export type Filter =
  | { readonly kind: 'values'; readonly dimension: string; readonly values: ReadonlySet<number> }
  | { readonly kind: 'price'; readonly min: number; readonly max: number }
  | { readonly kind: 'stock'; readonly inStock: boolean }

type Tally = ReturnType<ReturnType<typeof createCounting>['tally']>

/**
 * Filters slots in their order and counts the facets: each facet counts what matches all the other filters, so that
 * its own selection does not hide its alternatives. Not counted, when nobody asked for facets.
 */
export function listSlots(
  columns: ProductColumns,
  candidates: readonly number[],
  filters: readonly Filter[],
  isCounted = true,
) {
  const slots: number[] = []
  const counting = createCounting(columns)
  for (const slot of candidates) {
    if (!columns.isAlive(slot)) continue
    const failed = failedFilter(columns, slot, filters)
    if (failed === 'several') continue
    if (failed === undefined) slots.push(slot)
    if (isCounted) counting.count(slot, failed)
  }
  return { slots, tally: counting.tally() }
}

/** The one filter that a slot fails, `several`, or nothing. */
function failedFilter(columns: ProductColumns, slot: number, filters: readonly Filter[]) {
  let failed: Filter | undefined
  for (const filter of filters) {
    if (matches(columns, slot, filter)) continue
    if (failed) return 'several'
    failed = filter
  }
  return failed
}

function matches(columns: ProductColumns, slot: number, filter: Filter): boolean {
  if (filter.kind === 'price') {
    return columns.priceAt(slot) <= filter.max && columns.priceMaxAt(slot) >= filter.min
  }
  if (filter.kind === 'stock') return columns.availableAt(slot) > 0 === filter.inStock
  for (const id of columns.facetsAt(slot)) if (filter.values.has(id)) return true
  return false
}

function createCounting(columns: ProductColumns) {
  const { facets } = columns
  const counts = new Int32Array(facets.size())
  let min = Number.POSITIVE_INFINITY
  let max = -1
  const lowest: number[] = []
  let inStock = 0
  let outOfStock = 0

  function countValues(slot: number, dimension?: string): void {
    for (const id of columns.facetsAt(slot)) {
      if (dimension === undefined || facets.dimensionOf(id) === dimension) {
        counts[id] = (counts[id] ?? 0) + 1
      }
    }
  }

  function countPrice(slot: number): void {
    lowest.push(columns.priceAt(slot))
    min = Math.min(min, columns.priceAt(slot))
    max = Math.max(max, columns.priceMaxAt(slot))
  }

  function countStock(slot: number): void {
    if (columns.availableAt(slot) > 0) inStock++
    else outOfStock++
  }

  /** Counts a slot everywhere, or only in the facet whose own selection it fails. */
  function count(slot: number, failed: Filter | undefined): void {
    if (failed?.kind === 'values') countValues(slot, failed.dimension)
    if (failed === undefined) countValues(slot)
    if (failed === undefined || failed.kind === 'price') countPrice(slot)
    if (failed === undefined || failed.kind === 'stock') countStock(slot)
  }

  /** How many match: `counts` by facet id. */
  const tally = () => {
    const price = max < 0 ? undefined : { min, max }
    return { counts, price, lowest, inStock, outOfStock }
  }
  return { count, tally }
}

type Count = { readonly value: string; readonly count: number }

const mostValues = 20
const mostAttributes = 30

/** The counts of a list as the API shows them: the most frequent values of each facet. */
export function facetsView(facets: FacetValues, tally: Tally, tree: CategoryTree): Facets {
  const { counts, price, lowest, inStock, outOfStock } = tally
  const bars = price && priceBarsOf(lowest, price)
  const byDimension = Map.groupBy(counted(counts), (id) => facets.dimensionOf(id))
  const countsOf = (dimension: string): Count[] =>
    (byDimension.get(dimension) ?? []).map((id) => ({
      value: facets.valueOf(id),
      count: counts[id] ?? 0,
    }))
  const attributes = [...byDimension.keys()]
    .filter(isAttribute)
    .map((dimension) => ({ name: attributeOf(dimension), values: top(countsOf(dimension)) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .slice(0, mostAttributes)
  return {
    categories: categoryCounts(countsOf(categoryDimension), tree),
    brands: top(countsOf(brandDimension)),
    attributes,
    ...(price && { price: { ...price, ...(bars && { bars }) } }),
    stock: { inStock, outOfStock },
  }
}

/** The ids of what was counted at all. */
function* counted(counts: Int32Array): Generator<number> {
  for (let id = 0; id < counts.length; id++) if (counts[id] !== 0) yield id
}

/** The most frequent values; among those as frequent as the last one shown, the first known ones. */
function top(counts: readonly Count[]): Count[] {
  const least = Int32Array.from(counts, ({ count }) => count)
    .sort()
    .at(-mostValues)
  const above = counts.filter(({ count }) => count > (least ?? 0))
  const equal = counts.filter(({ count }) => count === least)
  const shown = [...above, ...equal.slice(0, mostValues - above.length)]
  return shown.sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
}

function categoryCounts(counts: readonly Count[], tree: CategoryTree): Facets['categories'] {
  return counts
    .flatMap(({ value, count }) => {
      const category = lookUp(tree, value)
      if (!category) return []
      const { categoryId, slug, name, parentId } = category
      return [{ categoryId, slug, name, ...(parentId !== undefined && { parentId }), count }]
    })
    .sort((a, b) => b.count - a.count || (a.slug < b.slug ? -1 : 1))
}
