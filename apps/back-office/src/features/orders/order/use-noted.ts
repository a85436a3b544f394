import type { addOrderNote } from '@comptoir/contracts/orders/staff-routes'
import { useQueryClient } from '@tanstack/react-query'
import { problemText } from '../../../messages/messages.ts'
import { useApi, useMessages, useOffice } from '../../../office.tsx'
import { problemIn } from '../../../ui/problem.ts'
import { useOrderTexts } from '../order-texts.ts'
import { orderKey, useOrderChanged } from './use-order.ts'

type Note = {
  readonly orderId: string
  readonly text: string
  /** Sent again with the same one, it is written once. */
  readonly key: string
}

/**
 * Writes on an order, as a note, what was done. A note that fails is said apart, with its words: what was done is done, and is not
 * asked for again.
 */
export function useNote(): (note: Note) => Promise<void> {
  const { call } = useApi()
  const { toasts } = useOffice()
  const messages = useMessages()
  const queries = useQueryClient()
  const { noteFailed } = useOrderTexts()
  const write = ({ orderId, text, key }: Note) =>
    call<typeof addOrderNote>('POST /api/orders/{orderId}/notes', {
      params: { orderId },
      headers: { 'idempotency-key': key },
      body: { text },
    }).finally(() => void queries.invalidateQueries({ queryKey: orderKey(orderId) }))

  return (note) =>
    toasts.attempt(
      () => write(note),
      (error) => `${noteFailed(note.text)} ${problemText(messages, problemIn(error).code)}`,
    )
}

type Act = (key: string, form: FormData) => Promise<unknown>

/** Does what takes no reason of its own: the reason stays on the order, as a note of what was done. */
export function useNoted(orderId: string) {
  const queries = useQueryClient()
  const changed = useOrderChanged(orderId)
  const note = useNote()
  return (what: string, act: Act) =>
    async (reason: string, key: string, form: FormData): Promise<void> => {
      await act(key, form).finally(changed)
      await note({ orderId, text: `${what} · ${reason}`, key: `${key}-note` })
      // the order may have gone on meanwhile
      void queries.invalidateQueries({ queryKey: ['orders', 'ListOrders'] })
    }
}
