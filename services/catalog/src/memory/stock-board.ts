/** Where the replica that heard of a level tells the others. */
export const stockChannel = 'catalog:stock'

export type StockLevel = {
  readonly sku: string
  readonly available: number
  readonly version: number
}

/** What can be sold of each SKU, as far as this replica heard. */
export type StockBoard = {
  available(sku: string): number
  knows(sku: string): boolean
  /** Takes a level unless a newer one is known; true when it changed. */
  hear(level: StockLevel): boolean
  /** Takes a level read without its version: only what is not known yet. */
  learn(sku: string, available: number): boolean
}

export function createStockBoard(): StockBoard {
  const levels = new Map<string, { available: number; version: number }>()
  const keyOf = (sku: string) => sku.toLowerCase()

  function hear({ sku, available, version }: StockLevel): boolean {
    const known = levels.get(keyOf(sku))
    if (known && known.version >= version) return false
    levels.set(keyOf(sku), { available, version })
    return known?.available !== available
  }

  return {
    available: (sku) => levels.get(keyOf(sku))?.available ?? 0,
    knows: (sku) => levels.has(keyOf(sku)),
    hear,
    learn: (sku, available) => !levels.has(keyOf(sku)) && hear({ sku, available, version: 0 }),
  }
}
