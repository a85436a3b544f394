import type { listPermissions } from '@comptoir/contracts/accounts/permission-routes'
import type { Permission } from '@comptoir/contracts/accounts/permissions'
import { useQuery } from '@tanstack/react-query'
import { useOffice, useSessionState } from '../office.tsx'

/** What who is signed in may do. Pages only show what is allowed; services refuse the rest themselves. */
export function usePermissions() {
  const { api } = useOffice()
  const state = useSessionState()
  const userId = state.kind === 'in' ? state.person.userId : undefined
  const asked = useQuery({
    queryKey: ['accounts', 'ListPermissions', userId],
    queryFn: ({ signal }) => api.call<typeof listPermissions>('GET /api/permissions', { signal }),
    enabled: userId !== undefined,
    staleTime: 300_000,
  })
  const mine: readonly string[] = asked.data?.mine ?? []
  return {
    mine,
    /** False until they are known. */
    isKnown: asked.data !== undefined,
    may: (permission: Permission) => mine.includes(permission),
  }
}
