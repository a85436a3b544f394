import type { listProducts } from '@comptoir/contracts/catalog/product-routes'
import type { ProductSummary } from '@comptoir/contracts/catalog/schemas'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useApi, useLocale, useSessionState } from '../../../office.tsx'
import { usePermissions } from '../../../session/use-permissions.ts'
import type { Found } from '../../../ui/data-list/column.ts'
import { foundAtOnce } from '../../../ui/data-list/use-pages.ts'
import { productQuery } from './product-query.ts'
import type { ProductSearch } from './product-search.ts'

const pageSize = 50

/** The products that an address finds, page after page: to who sells for a vendor, its own. */
export function useProducts(search: ProductSearch): Found<ProductSummary> {
  const { call } = useApi()
  const locale = useLocale()
  const state = useSessionState()
  const { may, isKnown } = usePermissions()
  const own = state.kind === 'in' && !may('catalogue.read') ? state.person.vendorId : undefined
  const query = { ...productQuery(search, own), locale }
  const pages = useInfiniteQuery({
    queryKey: ['catalog', 'ListProducts', query],
    queryFn: ({ pageParam: page, signal }) =>
      call<typeof listProducts>('GET /api/products', {
        // the filters that have no name in the contract make its type refuse numbers
        query: { ...query, limit: pageSize, page } as never,
        signal,
      }),
    initialPageParam: 1,
    getNextPageParam: ({ page, pages: last }) => (page < last ? page + 1 : undefined),
    placeholderData: keepPreviousData,
    enabled: isKnown,
  })
  const rows = useMemo(() => {
    const read = pages.data?.pages.flatMap(({ items }) => items) ?? []
    // what changed between two pages may stand in both
    return [...new Map(read.map((row) => [row.productId, row])).values()]
  }, [pages.data])
  return {
    ...foundAtOnce(pages, rows),
    total: pages.data?.pages[0]?.total,
    hasMore: pages.hasNextPage,
    isReadingMore: pages.isFetchingNextPage,
    readMore: () => void pages.fetchNextPage(),
  }
}
