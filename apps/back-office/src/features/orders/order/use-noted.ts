import type { addOrderNote } from '@comptoir/contracts/orders/staff-routes'
import { problemText } from '../../../messages/messages.ts'
import { useApi, useMessages, useOffice } from '../../../office.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { useOrderTexts } from '../order-texts.ts'
import { useOrderChanged } from './use-order.ts'

type Act = (key: string, form: FormData) => Promise<unknown>

/**
 * Does what takes no reason of its own: the reason stays on the order, as a note of what was done. A note that fails is said apart, with
 * its words: what was done is done, and is not asked for again.
 */
export function useNoted(orderId: string) {
  const { call } = useApi()
  const { toasts } = useOffice()
  const messages = useMessages()
  const { noteFailed } = useOrderTexts()
  const changed = useOrderChanged(orderId)

  const note = (text: string, key: string) =>
    call<typeof addOrderNote>('POST /api/orders/{orderId}/notes', {
      params: { orderId },
      headers: { 'idempotency-key': key },
      body: { text },
    }).finally(changed)

  return (what: string, act: Act) =>
    async (reason: string, key: string, form: FormData): Promise<void> => {
      await act(key, form).finally(changed)
      const text = `${what} · ${reason}`
      await toasts.attempt(
        () => note(text, `${key}-note`),
        (error) => `${noteFailed(text)} ${problemText(messages, problemIn(error).code)}`,
      )
    }
}
