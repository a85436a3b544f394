import type { StockChange } from '@comptoir/contracts/inventory/stock-stream'
import type { Item } from '../stock/stock.ts'

/** What is known of an item, or that there is none. */
export type Known = Pick<Item, 'sku'> & Partial<Item>

/** What shoppers see of an item in a live stream: figures only when little is left. */
export function shownToShoppers({
  sku,
  level = 'out',
  available = 0,
  version = 0,
}: Known): StockChange {
  const shown = level === 'oversold' ? 'out' : level
  return { sku, level: shown, version, ...(shown === 'low' && { left: available }) }
}

/** What staff see of an item in a live stream: the figures of its page. */
export function shownToStaff(item: Known): StockChange {
  const { sku, onHand = 0, reserved = 0, available = 0, level = 'out', version = 0 } = item
  return { sku, level, version, available, onHand, reserved }
}
