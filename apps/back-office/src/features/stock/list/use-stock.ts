import type { listStock } from '@comptoir/contracts/inventory/routes'
import type { StockItem } from '@comptoir/contracts/inventory/schemas'
import { useApi } from '../../../office.tsx'
import type { Found } from '../../../ui/data-list/column.ts'
import { given } from '../../../ui/data-list/list-search.ts'
import { foundAtOnce, usePages } from '../../../ui/data-list/use-pages.ts'
import { useStockItem } from '../use-stock-item.ts'
import type { StockSearch } from './stock-search.ts'

/** The stock that an address finds: of a level, or of one SKU. */
export function useStock({ level, sku }: StockSearch): Found<StockItem> {
  const { call } = useApi()
  const query = given({ level })
  const pages = usePages<StockItem>(['inventory', 'ListStock', query], (page, signal) =>
    call<typeof listStock>('GET /api/stock', { query: { ...query, ...page }, signal }),
  )
  const one = useStockItem(sku)
  if (sku === undefined) return pages
  const isFitting = one.data && (level === undefined || one.data.level === level)
  return foundAtOnce(one, isFitting ? [one.data as StockItem] : [])
}
