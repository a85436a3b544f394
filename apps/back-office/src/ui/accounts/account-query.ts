import type { readUser } from '@comptoir/contracts/accounts/user-routes'
import type { Call } from '@comptoir/site/call'
import { queryOptions } from '@tanstack/react-query'

export const accountKey = (userId: string) => ['accounts', 'GetUser', userId] as const

/** An account, read once for all that show it. */
export const accountQuery = (call: Call, userId: string) =>
  queryOptions({
    queryKey: accountKey(userId),
    queryFn: ({ signal }) =>
      call<typeof readUser>('GET /api/users/{userId}', { params: { userId }, signal }),
  })
