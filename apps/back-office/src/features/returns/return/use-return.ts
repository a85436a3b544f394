import type { readReturn } from '@comptoir/contracts/orders/return-routes'
import type { Return } from '@comptoir/contracts/orders/return-schemas'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'

const keyOf = (returnId: string) => ['orders', 'GetReturn', returnId]

/** Whether it goes on by itself now: money, paper, a label. */
export const isAtWork = ({ status, refund, label }: Return): boolean =>
  (status === 'inspected' && refund?.status !== 'failed') ||
  status === 'refunded' ||
  label?.status === 'pending'

/** A return; read again as long as it goes on by itself. */
export function useReturn(returnId: string) {
  const { call } = useApi()
  return useQuery({
    queryKey: keyOf(returnId),
    queryFn: ({ signal }) =>
      call<typeof readReturn>('GET /api/returns/{returnId}', { params: { returnId }, signal }),
    refetchInterval: ({ state }) => (state.data && isAtWork(state.data) ? 2_000 : false),
  })
}

/** The service answered with the return as it is now: lists are read again. */
export function useReturnChanged() {
  const queries = useQueryClient()
  return (ret: Return) => {
    queries.setQueryData(keyOf(ret.returnId), ret)
    void queries.invalidateQueries({ queryKey: ['orders', 'ListReturns'] })
  }
}
