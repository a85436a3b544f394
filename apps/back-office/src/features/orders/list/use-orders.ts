import type { listOrders } from '@comptoir/contracts/orders/routes'
import type { OrderOverview } from '@comptoir/contracts/orders/view'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'
import { usePages } from '../../../ui/data-list/use-pages.ts'
import { orderQuery } from './order-query.ts'
import type { OrderSearch } from './order-search.ts'

/** The orders that an address finds, page after page, and the sums of all of them. */
export function useOrders(search: OrderSearch) {
  const { call } = useApi()
  const query = orderQuery(search)
  const key = ['orders', 'ListOrders', query]
  const pages = usePages<OrderOverview>(key, (page, signal) =>
    call<typeof listOrders>('GET /api/orders', { query: { ...query, ...page }, signal }),
  )
  const sums = useQuery({
    queryKey: [...key, 'sums'],
    queryFn: ({ signal }) =>
      call<typeof listOrders>('GET /api/orders', {
        query: { ...query, limit: 1, totals: 'true' },
        signal,
      }),
    placeholderData: keepPreviousData,
  })
  const { count, amounts = [] } = sums.data?.totals ?? {}
  return { found: { ...pages, total: count }, query, amounts }
}
