import {
  keepPreviousData,
  type QueryKey,
  type UseQueryResult,
  useInfiniteQuery,
} from '@tanstack/react-query'
import { useMemo } from 'react'
import { problemIn } from '../problem.ts'
import type { Found } from './column.ts'

const pageSize = 50

type Page<Row> = { readonly items: readonly Row[]; readonly nextCursor?: string | undefined }

/** Which page of a list is read: goes into the query as it is. */
export type PageQuery = { readonly limit: number; readonly cursor?: string }

/**
 * The rows of a list that a service gives page by page, as far as they were read; again every `readAgainMs` while somebody looks.
 * @example usePages(['payments', 'ListPayouts'], (page, signal) => call<typeof listPayouts>('GET /api/payouts', { query: page, signal }))
 */
export function usePages<Row>(
  queryKey: QueryKey,
  read: (page: PageQuery, signal: AbortSignal) => Promise<Page<Row>>,
  { readAgainMs }: { readonly readAgainMs?: number } = {},
): Found<Row> {
  const pages = useInfiniteQuery({
    // what else asks this operation keeps one answer, of another shape, under the same key
    queryKey: [...queryKey, 'pages'],
    queryFn: ({ pageParam: cursor, signal }) =>
      read({ limit: pageSize, ...(cursor !== undefined && { cursor }) }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    // the rows of before, until those of another filter are there
    placeholderData: keepPreviousData,
    ...(readAgainMs !== undefined && { refetchInterval: readAgainMs }),
  })
  // the same rows as long as nothing was read: a table of ten thousand is not built anew for each click
  const rows = useMemo(() => pages.data?.pages.flatMap(({ items }) => items) ?? [], [pages.data])
  return {
    ...foundAtOnce(pages, rows),
    hasMore: pages.hasNextPage,
    isReadingMore: pages.isFetchingNextPage,
    readMore: () => void pages.fetchNextPage(),
  }
}

type Asked = Pick<UseQueryResult, 'isPending' | 'isError' | 'error' | 'refetch'>

/** The rows of a list that one answer gives whole. */
export const foundAtOnce = <Row>(asked: Asked, rows: readonly Row[]): Found<Row> => ({
  rows,
  state: stateOf(asked),
  problem: asked.error ? problemIn(asked.error) : undefined,
  ...{ hasMore: false, isReadingMore: false, readMore: () => undefined },
  retry: () => void asked.refetch(),
})

function stateOf(asked: Pick<Asked, 'isPending' | 'isError'>): Found<never>['state'] {
  if (asked.isError) return 'failed'
  return asked.isPending ? 'loading' : 'ready'
}
