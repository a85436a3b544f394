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
  const bySku = Map.groupBy(lines, ({ sku }) => sku)
  const sums = [...bySku].map(([sku, same]) => {
    return { sku, quantity: same.reduce((sum, { quantity }) => sum + quantity, 0) }
  })
  return sums.sort((a, b) => (a.sku < b.sku ? -1 : 1))
}
