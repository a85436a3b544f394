import type { addOrderNote } from '@comptoir/contracts/orders/staff-routes'
import { useApi } from '../../../office.tsx'
import { useOrderChanged } from './use-order.ts'

/** Does what takes no reason of its own: the reason stays on the order, as a note of what was done. */
export function useNoted(orderId: string) {
  const { call } = useApi()
  const changed = useOrderChanged(orderId)
  return (what: string, act: (key: string, form: FormData) => Promise<unknown>) =>
    async (reason: string, key: string, form: FormData): Promise<void> => {
      try {
        await act(key, form)
        await call<typeof addOrderNote>('POST /api/orders/{orderId}/notes', {
          params: { orderId },
          headers: { 'idempotency-key': `${key}-note` },
          body: { text: `${what} · ${reason}` },
        })
      } finally {
        changed()
      }
    }
}
