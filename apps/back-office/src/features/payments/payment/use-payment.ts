import type { readOrder } from '@comptoir/contracts/orders/routes'
import type { readPaymentIntent } from '@comptoir/contracts/payments/routes'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useApi } from '../../../office.tsx'

export function usePayment(paymentIntentId: string) {
  const { call } = useApi()
  return useQuery({
    queryKey: ['payments', 'GetPaymentIntent', paymentIntentId],
    queryFn: ({ signal }) =>
      call<typeof readPaymentIntent>('GET /api/payment-intents/{paymentIntentId}', {
        params: { paymentIntentId },
        signal,
      }),
  })
}

/** The order that a payment is of, from the cache of its own page where it is there. */
export function useOrderOf(orderId: string) {
  const { call } = useApi()
  return useQuery({
    queryKey: ['orders', 'GetOrder', orderId],
    queryFn: ({ signal }) =>
      call<typeof readOrder>('GET /api/orders/{orderId}', { params: { orderId }, signal }),
  })
}

/** After money moved: payments, disputes and the order are read again. */
export function useMoneyMoved(orderId: string): () => void {
  const queries = useQueryClient()
  return () => {
    void queries.invalidateQueries({ queryKey: ['payments'] })
    void queries.invalidateQueries({ queryKey: ['orders', 'GetOrder', orderId] })
    void queries.invalidateQueries({ queryKey: ['orders', 'ListOrders'] })
  }
}
