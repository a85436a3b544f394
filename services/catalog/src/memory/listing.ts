import type { ProductColumns } from './product-columns.ts'

/** What a list must match; `values` are facet ids, any of which will do. */
export type Filter =
  | { readonly kind: 'values'; readonly dimension: number; readonly values: ReadonlySet<number> }
  | { readonly kind: 'price'; readonly min: number; readonly max: number }
  | { readonly kind: 'stock'; readonly inStock: boolean }

export type Tally = {
  /** How many match by facet id. */
  readonly counts: Int32Array
  readonly price: { min: number; max: number } | undefined
  readonly inStock: number
  readonly outOfStock: number
}

export type Listing = { readonly slots: readonly number[]; readonly tally: Tally }

/**
 * Filters slots in their order and counts the facets: each facet counts what matches all the other filters, so that
 * its own selection does not hide its alternatives.
 */
export function listSlots(
  columns: ProductColumns,
  candidates: readonly number[],
  filters: readonly Filter[],
): Listing {
  const slots: number[] = []
  const counting = createCounting(columns)
  for (const slot of candidates) {
    if (!columns.isAlive(slot)) continue
    const failed = failedFilter(columns, slot, filters)
    if (failed === 'several') continue
    if (failed === undefined) slots.push(slot)
    counting.count(slot, failed)
  }
  return { slots, tally: counting.tally() }
}

/** The one filter that a slot fails, `several`, or nothing. */
function failedFilter(
  columns: ProductColumns,
  slot: number,
  filters: readonly Filter[],
): Filter | 'several' | undefined {
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
  let inStock = 0
  let outOfStock = 0

  function countValues(slot: number, dimension?: number): void {
    for (const id of columns.facetsAt(slot)) {
      if (dimension === undefined || facets.dimensionOf(id) === dimension) {
        counts[id] = (counts[id] ?? 0) + 1
      }
    }
  }

  function countPrice(slot: number): void {
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

  return {
    count,
    tally: (): Tally => ({
      counts,
      price: max < 0 ? undefined : { min, max },
      inStock,
      outOfStock,
    }),
  }
}
