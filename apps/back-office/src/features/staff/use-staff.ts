import type { Profile } from '@comptoir/contracts/accounts/schemas'
import type {
  Invitation,
  listInvitations,
  listStaff,
  StaffRole,
} from '@comptoir/contracts/accounts/staff-routes'
import { useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../office.tsx'
import { accountKey, accountQuery } from '../../ui/accounts/account-query.ts'
import type { Found } from '../../ui/data-list/column.ts'
import { usePages } from '../../ui/data-list/use-pages.ts'
import { problemIn } from '../../ui/problem.ts'

const staffKey = ['accounts', 'ListStaff']
const invitationsKey = ['accounts', 'ListInvitations']

/** Who has a role, page after page. */
export function useStaff(role: StaffRole): Found<Profile> {
  const { call } = useApi()
  const pages = useInfiniteQuery({
    queryKey: [...staffKey, role],
    queryFn: ({ pageParam: cursor, signal }) =>
      call<typeof listStaff>('GET /api/staff', {
        query: { role, limit: 50, ...(cursor !== undefined && { cursor }) },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
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

/** One person, if any is named, and what is read again once their roles are others. */
export function usePerson(userId: string) {
  const { call } = useApi()
  const queries = useQueryClient()
  const asked = useQuery({
    ...accountQuery(call, userId),
    enabled: userId !== '',
  })
  function keep(profile: Profile): void {
    queries.setQueryData(accountKey(userId), profile)
    void queries.invalidateQueries({ queryKey: staffKey })
  }
  return { asked, keep }
}

/** Who was invited, newest first. */
export function useInvitations() {
  const { call } = useApi()
  const queries = useQueryClient()
  const found = usePages<Invitation>(invitationsKey, (page, signal) =>
    call<typeof listInvitations>('GET /api/invitations', {
      ...{ query: { ...page, limit: 20 }, signal },
    }),
  )
  const readAgain = () => queries.invalidateQueries({ queryKey: invitationsKey })
  return { found, readAgain }
}
