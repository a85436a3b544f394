import type { ProductColumns } from './product-columns.ts'

/**
 * The slots that have most in common with a product, in stock first. What few products share says more than what many do: each facet
 * value in common (category, brand, attribute) counts by the logarithm of its rarity (inverse document frequency).
 */
export function relatedSlots(
  columns: ProductColumns,
  to: number | undefined,
  limit: number,
): number[] {
  if (to === undefined) return []
  const weights = weightsOf(columns, to)
  const scoreOf = (slot: number) =>
    columns.facetsAt(slot).reduce((sum, id) => sum + (weights.get(id) ?? 0), 0)
  const isSoldOut = (slot: number) => (columns.availableAt(slot) > 0 ? 0 : 1)
  return columns
    .sorted('newest')
    .filter((slot) => slot !== to && columns.isAlive(slot))
    .map((slot) => ({ slot, score: scoreOf(slot), soldOut: isSoldOut(slot) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => a.soldOut - b.soldOut || b.score - a.score)
    .slice(0, limit)
    .map(({ slot }) => slot)
}

/** What each facet value of the product is worth: the less, the more products have it. */
function weightsOf(columns: ProductColumns, slot: number): ReadonlyMap<number, number> {
  const all = columns.alive()
  return new Map(columns.facetsAt(slot).map((id) => [id, Math.log(1 + all / columns.count(id))]))
}
