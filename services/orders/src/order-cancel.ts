import type { Shortage } from '@comptoir/contracts/inventory'
import type { OrderStatus } from '@comptoir/contracts/orders'
import { refuse } from '@comptoir/service/refusal'
import { type Actor, hasFailed, isInSaga, move, note, type Order } from './order.ts'

export type CancelRequest = { readonly reason: string; readonly by: Actor; readonly at: string }

/** Records that someone wants the order cancelled; a repeated wish changes nothing. What follows is a saga's work. */
export function requestCancel(order: Order, request: CancelRequest): Order {
  if (order.status === 'cancelled' || isCancelRequested(order)) return order
  if (!isInSaga(order) && order.status !== 'processing') {
    throw refuse('transition_refused', `an order that is ${order.status} cannot be cancelled`)
  }
  const changed = { ...order, cancellation: { status: 'requested', ...request } as const }
  return note(changed, { type: 'cancel_requested', ...noteOf(request) })
}

const noteOf = ({ at, by, reason }: CancelRequest) => ({ at, by, detail: reason })

export const isCancelRequested = (order: Order): boolean =>
  order.cancellation?.status === 'requested'

/** The parcel has left: the order goes on. */
export function refuseCancel(order: Order, at: string): Order {
  const { cancellation } = order
  if (cancellation?.status !== 'requested') return order
  const changed = { ...order, cancellation: { ...cancellation, status: 'refused' } as const }
  return note(changed, { type: 'cancel_refused', at })
}

/** How an order that comes to nothing ends. */
export type Ending = {
  readonly status: Extract<OrderStatus, 'rejected' | 'expired' | 'cancelled'>
  readonly reason: string
  readonly shortages?: Shortage[] | undefined
}

/** Ends the order; one that has ended already stays as it is. */
export function endOrder(order: Order, ending: Ending, at: string): Order {
  if (hasFailed(order)) return order
  const { status, reason, shortages } = ending
  const { cancellation } = order
  const ended = move(order, status, { at, by: cancellation?.by ?? 'system', detail: reason })
  return {
    ...ended,
    ending: { reason, ...(shortages && { shortages }) },
    ...(cancellation && { cancellation: { ...cancellation, status: endOf(status) } }),
  }
}

const endOf = (status: Ending['status']) => (status === 'cancelled' ? 'done' : 'refused')
