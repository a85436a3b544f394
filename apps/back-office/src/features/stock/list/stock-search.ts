import type { StockItem } from '@comptoir/contracts/inventory/schemas'
import {
  given,
  type ListSearch,
  oneOf,
  readListSearch,
  wordOf,
} from '../../../ui/data-list/list-search.ts'

export const levels = [
  'ok',
  'low',
  'out',
  'oversold',
] as const satisfies readonly StockItem['level'][]

/** What the stock is narrowed by: a level, or one SKU. */
export type StockSearch = ListSearch & {
  readonly level?: StockItem['level']
  readonly sku?: string
}

/** Reads the address of the stock: what makes no sense is left out. */
export function readStockSearch(search: Readonly<Record<string, unknown>>): StockSearch {
  return given({
    ...readListSearch(search),
    level: oneOf(search['level'], levels),
    sku: skuIn(search['sku']),
  })
}

/** A SKU as people type or scan it; nothing when none can be written so. */
export function skuIn(value: unknown): string | undefined {
  const word = wordOf(value, 64)
  return word !== undefined && /^(?!\.+$)[A-Za-z0-9._-]+$/.test(word) ? word : undefined
}
