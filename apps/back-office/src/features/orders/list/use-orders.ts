import type { listOrders } from '@comptoir/contracts/orders/routes'
import type { OrderOverview } from '@comptoir/contracts/orders/view'
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'
import type { Found } from '../../../ui/data-list/column.ts'
import { problemIn } from '../../../ui/problem.ts'
import { type OrderSearch, orderQuery } from './order-search.ts'

const pageSize = 50

/** The orders that an address finds, page after page, and the sums of all of them. */
export function useOrders(search: OrderSearch) {
  const { call } = useApi()
  const query = orderQuery(search)
  const key = ['orders', 'ListOrders', query]
  const pages = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam: cursor, signal }) =>
      call<typeof listOrders>('GET /api/orders', {
        query: { ...query, limit: pageSize, ...(cursor !== undefined && { cursor }) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // the rows of before, until those of another filter are there
    placeholderData: keepPreviousData,
  })
  const sums = useQuery({
    queryKey: [...key, 'sums'],
    queryFn: ({ signal }) =>
      call<typeof listOrders>('GET /api/orders', {
        query: { ...query, limit: 1, totals: 'true' },
        signal,
      }),
    placeholderData: keepPreviousData,
  })
  const found: Found<OrderOverview> = {
    rows: pages.data?.pages.flatMap(({ items }) => items) ?? [],
    total: sums.data?.totals?.count,
    state: stateOf(pages.isPending, pages.isError),
    problem: pages.error ? problemIn(pages.error) : undefined,
    hasMore: pages.hasNextPage,
    isReadingMore: pages.isFetchingNextPage,
    readMore: () => void pages.fetchNextPage(),
    retry: () => void pages.refetch(),
  }
  return { found, query, amounts: sums.data?.totals?.amounts ?? [] }
}

function stateOf(isPending: boolean, isError: boolean): Found<never>['state'] {
  if (isError) return 'failed'
  return isPending ? 'loading' : 'ready'
}
