import type { readDashboard } from '@comptoir/contracts/admin/dashboard'
import type { listReturns } from '@comptoir/contracts/orders/return-routes'
import type { listAllDeadLetters } from '@comptoir/contracts/platform/operations'
import { useQuery } from '@tanstack/react-query'
import type { FrameMessages } from '../../messages/frame.ts'
import { useApi } from '../../office.tsx'
import { usePermissions } from '../../session/use-permissions.ts'

type Counts = Readonly<Partial<Record<keyof FrameMessages['pages'], number>>>

/** How rarely they are asked for, in ms: the figures are kept ready; for dead letters all services are asked. */
const figuresMs = 60_000
const returnsMs = 120_000
const lettersMs = 300_000

/** What waits for somebody, by page. Pages that show the same share the answer; one that is hidden does not ask. */
export function useRailCounts(): Counts {
  const { call } = useApi()
  const { may } = usePermissions()
  const figures = useQuery({
    queryKey: ['admin', 'GetDashboard'],
    queryFn: ({ signal }) => call<typeof readDashboard>('GET /api/dashboard', { signal }),
    ...{ enabled: may('dashboard.read'), refetchInterval: figuresMs, staleTime: figuresMs / 2 },
  })
  const returns = useQuery({
    // not the key of the list of that stage, which holds pages: what waits is read again with it
    queryKey: ['orders', 'ListReturns', 'waiting'],
    queryFn: ({ signal }) =>
      call<typeof listReturns>('GET /api/returns', {
        ...{ query: { status: 'requested', limit: 100 }, signal },
      }),
    ...{ enabled: may('returns.read'), refetchInterval: returnsMs, staleTime: returnsMs / 2 },
  })
  const letters = useQuery({
    queryKey: ['gateway', 'ListAllDeadLetters'],
    queryFn: ({ signal }) =>
      call<typeof listAllDeadLetters>('GET /api/operations/dead-letters', { signal }),
    ...{ enabled: may('platform.read'), refetchInterval: lettersMs, staleTime: lettersMs / 2 },
  })
  return {
    stock: figures.data?.now.stockAlerts.value ?? 0,
    inbox: figures.data?.now.openChats.value ?? 0,
    returns: returns.data?.items.length ?? 0,
    platform: letters.data?.items.length ?? 0,
  }
}
