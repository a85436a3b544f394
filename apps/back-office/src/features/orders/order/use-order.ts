import type { readOrder } from '@comptoir/contracts/orders/routes'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useLive } from '../../../api/use-live.ts'
import { useApi } from '../../../office.tsx'

/** All that is known of an order begins with this in the cache. */
export const orderKey = (orderId: string) => ['orders', 'GetOrder', orderId]

export function useOrder(orderId: string) {
  const { call } = useApi()
  return useQuery({
    queryKey: orderKey(orderId),
    queryFn: ({ signal }) =>
      call<typeof readOrder>('GET /api/orders/{orderId}', { params: { orderId }, signal }),
  })
}

/** After something was done to an order: it, what hangs on it and the lists are read again. */
export function useOrderChanged(orderId: string): () => void {
  const queries = useQueryClient()
  return () => {
    void queries.invalidateQueries({ queryKey: orderKey(orderId) })
    void queries.invalidateQueries({ queryKey: ['orders', 'ListOrders'] })
  }
}

/** Follows an order: each event of its stream has it read again. */
export function useLiveOrder(orderId: string) {
  const queries = useQueryClient()
  return useLive(
    `/api/orders/${encodeURIComponent(orderId)}/events`,
    () => void queries.invalidateQueries({ queryKey: orderKey(orderId) }),
  )
}
