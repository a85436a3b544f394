import type { StockItem } from '@comptoir/contracts/inventory/schemas'
import type { Item } from './stock.ts'

/** What anyone may see of an item. */
export function publicView({ sku, available, level, version }: Item): StockItem {
  return { sku, available, level, version }
}

/** What staff see of an item. */
export function staffView(item: Item): StockItem {
  const { onHand, reserved, lowThreshold } = item
  return { ...publicView(item), onHand, reserved, lowThreshold }
}
