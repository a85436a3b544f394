import type { readStock } from '@comptoir/contracts/inventory/routes'
import type { StockItem } from '@comptoir/contracts/inventory/schemas'
import { CallError } from '@comptoir/site/call'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../office.tsx'

const keyOf = (sku: string) => ['inventory', 'GetStock', sku]

/** The stock of a SKU; `null` where none is kept. */
export function useStockItem(sku: string | undefined) {
  const { call } = useApi()
  return useQuery({
    queryKey: keyOf(sku ?? ''),
    queryFn: async ({ signal }): Promise<StockItem | null> => {
      const params = { sku: sku ?? '' }
      try {
        return await call<typeof readStock>('GET /api/stock/{sku}', { params, signal })
      } catch (error) {
        if (error instanceof CallError && error.problem.code === 'not_found') return null
        throw error
      }
    },
    enabled: sku !== undefined,
  })
}

/** After something moved: what is known of a SKU, and the lists, are read again. */
export function useStockChanged() {
  const queries = useQueryClient()
  return {
    /** The service answered with the item as it is now. */
    store: (item: StockItem) => queries.setQueryData(keyOf(item.sku), item),
    refresh(sku: string): void {
      void queries.invalidateQueries({ queryKey: keyOf(sku) })
      void queries.invalidateQueries({ queryKey: ['inventory', 'ListMovements', sku] })
      void queries.invalidateQueries({ queryKey: ['inventory', 'ListStock'] })
    },
  }
}
