import type { listReturns } from '@comptoir/contracts/orders/return-routes'
import type { Return, ReturnStatus } from '@comptoir/contracts/orders/return-schemas'
import { useApi } from '../../../office.tsx'
import { mergedPage } from '../../../ui/data-list/merged-pages.ts'
import { type PageQuery, usePages } from '../../../ui/data-list/use-pages.ts'
import { type ReturnSearch, stages } from './return-search.ts'

/** Customers ask at any time, and the rail counts them. */
const readAgainMs = 60_000

/** The returns of a stage, newest first. */
export function useReturns({ stage }: ReturnSearch) {
  const { call } = useApi()
  const read = (page: PageQuery, signal: AbortSignal) => {
    if (!stage) return call<typeof listReturns>('GET /api/returns', { query: page, signal })
    return mergedPage<Return, ReturnStatus>(page, {
      lists: stages[stage],
      momentOf: ({ requestedAt }) => requestedAt,
      ask: (status, from) =>
        call<typeof listReturns>('GET /api/returns', { query: { status, ...from }, signal }),
    })
  }
  return usePages<Return>(['orders', 'ListReturns', stage ?? 'all'], read, { readAgainMs })
}
