import type { StockItem, StockLine } from '@comptoir/contracts/inventory/schemas'

/** An item as it stands: `reserved` counts live holds only, `available` is never negative. */
export type Item = Required<StockItem>

/** One line per SKU, in SKU order: the same SKU on two lines is checked as one quantity. */
export function sumLines(lines: readonly StockLine[]): StockLine[] {
  const quantities = new Map<string, number>()
  for (const { sku, quantity } of lines) {
    quantities.set(sku, (quantities.get(sku) ?? 0) + quantity)
  }
  return [...quantities]
    .map(([sku, quantity]) => ({ sku, quantity }))
    .sort((a, b) => (a.sku < b.sku ? -1 : 1))
}

/** What anyone may see of an item. */
export function publicView({ sku, available, level, version }: Item): StockItem {
  return { sku, available, level, version }
}
