import type { AuditEntry, listAuditEntries } from '@comptoir/contracts/admin/audit'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { useApi } from '../../office.tsx'
import type { Found } from '../../ui/data-list/column.ts'
import { problemIn } from '../../ui/problem.ts'
import { type AuditSearch, auditQuery } from './audit-search.ts'

const pageSize = 50

/** The entries that an address finds, newest first, page after page. */
export function useAuditEntries(search: AuditSearch): Found<AuditEntry> {
  const { call } = useApi()
  const query = auditQuery(search)
  const pages = useInfiniteQuery({
    queryKey: ['admin', 'ListAuditEntries', query],
    queryFn: ({ pageParam: cursor, signal }) =>
      call<typeof listAuditEntries>('GET /api/audit', {
        query: { ...query, limit: pageSize, ...(cursor !== undefined && { cursor }) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // the rows of before, until those of another filter are there
    placeholderData: keepPreviousData,
  })
  const readyState = pages.isPending ? 'loading' : 'ready'
  return {
    rows: pages.data?.pages.flatMap(({ items }) => items) ?? [],
    state: pages.isError ? 'failed' : readyState,
    problem: pages.error ? problemIn(pages.error) : undefined,
    hasMore: pages.hasNextPage,
    isReadingMore: pages.isFetchingNextPage,
    readMore: () => void pages.fetchNextPage(),
    retry: () => void pages.refetch(),
  }
}
