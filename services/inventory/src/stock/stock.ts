import type { StockLine } from '@comptoir/contracts/inventory/schemas'
import type { z } from 'zod'
import type { StoredItem } from './stored-item.ts'

/** An item as it stands: `reserved` counts live holds only, `available` is never negative. */
export type Item = z.infer<typeof StoredItem>

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
