import type { Dashboard, readDashboard } from '@comptoir/contracts/admin/dashboard'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLive } from '../../api/use-live.ts'
import { useApi } from '../../office.tsx'

const key = ['admin', 'GetDashboard']

/** The figures of now: each event of their stream has them all, and the latest orders are read again with it. */
export function useDashboard() {
  const { call } = useApi()
  const queries = useQueryClient()
  const asked = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => call<typeof readDashboard>('GET /api/dashboard', { signal }),
  })
  const live = useLive('/api/dashboard/events', ({ type, data }) => {
    if (type !== 'figures') return
    queries.setQueryData(key, JSON.parse(data) as Dashboard)
    void queries.invalidateQueries({ queryKey: latestKey })
  })
  return { asked, ...live }
}

export const latestKey = ['orders', 'ListOrders', 'latest']
