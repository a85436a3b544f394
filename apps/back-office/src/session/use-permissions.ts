import type { listPermissions } from '@comptoir/contracts/accounts/permission-routes'
import type { Permission } from '@comptoir/contracts/accounts/permissions'
import { useQuery } from '@tanstack/react-query'
import { useOffice, useSessionState } from '../office.tsx'

/** What a page may need: a permission, or to work for a vendor, who reads what is its own without one. */
export type Right = Permission | 'own-vendor'

/** What who is signed in may do. Pages only show what is allowed; services refuse the rest themselves. */
export function usePermissions() {
  const { api } = useOffice()
  const state = useSessionState()
  const person = state.kind === 'in' ? state.person : undefined
  const asked = useQuery({
    queryKey: ['accounts', 'ListPermissions', person?.userId],
    queryFn: ({ signal }) => api.call<typeof listPermissions>('GET /api/permissions', { signal }),
    enabled: person !== undefined,
    staleTime: 300_000,
  })
  const own = person?.vendorId === undefined ? [] : ['own-vendor']
  const mine: readonly string[] = asked.data ? [...asked.data.mine, ...own] : []
  return {
    mine,
    /** False until they are known. */
    isKnown: asked.data !== undefined,
    may: (right: Right) => mine.includes(right),
    /** The vendor that who is signed in works for. */
    vendorId: person?.vendorId,
  }
}
