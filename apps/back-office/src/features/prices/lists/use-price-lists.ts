import type { listPriceLists } from '@comptoir/contracts/catalog/price-list-routes'
import { useApi } from '../../../office.tsx'
import { usePages } from '../../../ui/data-list/use-pages.ts'
import type { PriceListSearch } from './price-list-search.ts'

/** All price lists begin with this in the cache. */
export const priceListsKey = ['catalog', 'ListPriceLists']

/** The price lists in a state, last made first. */
export function usePriceLists(status: PriceListSearch['status']) {
  const { call } = useApi()
  return usePages([...priceListsKey, { status }], (page, signal) =>
    call<typeof listPriceLists>('GET /api/price-lists', {
      query: { ...page, ...(status && { status }) },
      signal,
    }),
  )
}
