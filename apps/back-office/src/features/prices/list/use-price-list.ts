import type { readPriceList } from '@comptoir/contracts/catalog/price-list-routes'
import { useQuery } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'

/** All that is known of a price list begins with this in the cache. */
export const priceListKey = (priceListId: string) => ['catalog', 'GetPriceList', priceListId]

export function useReadPriceList() {
  const { call } = useApi()
  return (priceListId: string, signal?: AbortSignal) =>
    call<typeof readPriceList>('GET /api/price-lists/{priceListId}', {
      params: { priceListId },
      ...(signal && { signal }),
    })
}

export function usePriceList(priceListId: string) {
  const read = useReadPriceList()
  return useQuery({
    queryKey: priceListKey(priceListId),
    queryFn: ({ signal }) => read(priceListId, signal),
  })
}
