import type { StockItem } from '@comptoir/contracts/inventory/schemas'
import type { StockChange } from '@comptoir/contracts/inventory/stock-stream'

/** An item with what its stream said of it since it was read; what is older is left. */
export function liveItem(item: StockItem, change: StockChange | undefined): StockItem {
  if (!change || change.version < item.version) return item
  const { level, version, available, onHand, reserved } = change
  return {
    ...item,
    ...{ level, version },
    ...(available !== undefined && { available }),
    ...(onHand !== undefined && { onHand }),
    ...(reserved !== undefined && { reserved }),
  }
}
