/** The live channel on which a replica passes a level that it received to the others. */
export const stockChannel = 'catalog:stock'

export type StockLevel = {
  readonly sku: string
  readonly available: number
  readonly version: number
}

/** What can be sold of each SKU, as far as this replica knows. */
export type StockLevels = {
  available(sku: string): number
  knows(sku: string): boolean
  /** Takes a level unless a newer one is known; true when it changed. */
  update(level: StockLevel): boolean
  /** Takes a level read without its version: only what is not known yet. */
  fill(sku: string, available: number): boolean
}

export function createStockLevels(): StockLevels {
  const levels = new Map<string, { available: number; version: number }>()
  const keyOf = (sku: string) => sku.toLowerCase()

  function update({ sku, available, version }: StockLevel): boolean {
    const known = levels.get(keyOf(sku))
    if (known && known.version >= version) return false
    levels.set(keyOf(sku), { available, version })
    return known?.available !== available
  }

  return {
    available: (sku) => levels.get(keyOf(sku))?.available ?? 0,
    knows: (sku) => levels.has(keyOf(sku)),
    update,
    fill: (sku, available) => !levels.has(keyOf(sku)) && update({ sku, available, version: 0 }),
  }
}
