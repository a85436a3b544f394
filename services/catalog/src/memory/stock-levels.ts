import { z } from 'zod'

/** The live channel on which a replica passes a level that it received to the others. */
export const stockChannel = 'catalog:stock'

export const StockLevel = z.object({ sku: z.string(), available: z.number(), version: z.number() })
export type StockLevel = z.infer<typeof StockLevel>

export type StockLevels = ReturnType<typeof createStockLevels>

/** What can be sold of each SKU, as far as this replica knows. */
export function createStockLevels() {
  const levels = new Map<string, Omit<StockLevel, 'sku'>>()
  const levelOf = (sku: string) => levels.get(sku.toLowerCase())

  /** Takes a level unless a newer one is known; true when it changed. */
  function update({ sku, available, version }: StockLevel): boolean {
    const known = levelOf(sku)
    if (known && known.version >= version) return false
    levels.set(sku.toLowerCase(), { available, version })
    return known?.available !== available
  }

  return {
    update,
    available: (sku: string) => levelOf(sku)?.available ?? 0,
    knows: (sku: string) => levelOf(sku) !== undefined,
    /** Takes a level read without its version: only what is not known yet. */
    fill: (sku: string, available: number) =>
      !levelOf(sku) && update({ sku, available, version: 0 }),
  }
}
