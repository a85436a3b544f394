import { type StockItem, StockLevel, type StockLine } from '@comptoir/contracts/inventory/schemas'
import { z } from 'zod'

/** A stock item as scripts answer it and as its document is stored, apart from the public view. */
export const StoredItem = z.object({
  sku: z.string(),
  onHand: z.int(),
  /** Live holds only. */
  reserved: z.int(),
  /** Never negative. */
  available: z.int(),
  lowThreshold: z.int(),
  level: StockLevel,
  version: z.int(),
})
export type Item = z.infer<typeof StoredItem>

/** What anyone may see of an item. */
export function publicView({ sku, available, level, version }: Item): StockItem {
  return { sku, available, level, version }
}

/** What staff see of an item. */
export function staffView(item: Item): StockItem {
  const { onHand, reserved, lowThreshold } = item
  return { ...publicView(item), onHand, reserved, lowThreshold }
}

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
