import { refuse } from '@comptoir/service/problems/refusal'
import { activeEdit, mayGiveWay } from '../edits/active-edit.ts'
import type { Ending, Order } from './order.ts'
import { hasFailed, isInSaga, mayBecome, move, note } from './order.ts'

/** `restock: false`: the goods are written off. */
type CancelRequest = Omit<NonNullable<Order['cancellation']>, 'status'>

/**
 * Records a request to cancel; a repeated one changes nothing. A saga does the rest. While an edit is applied it is refused,
 * unless the edit still waits for its payment: then the cancel ends it.
 */
export function requestCancel(order: Order, request: CancelRequest): Order {
  if (order.status === 'cancelled' || isCancelRequested(order)) return order
  const edit = activeEdit(order)
  if (edit && !mayGiveWay(edit) && request.by !== 'system') {
    throw refuse('transition_refused', 'an edit of the order is being applied: try again shortly')
  }
  if (!isInSaga(order) && order.status !== 'processing') {
    throw refuse('transition_refused', `an order that is ${order.status} cannot be cancelled`)
  }
  const changed = { ...order, cancellation: { status: 'requested', ...request } as const }
  const { at, by, reason: detail } = request
  return note(changed, { type: 'cancel_requested', at, by, detail })
}

export const isCancelRequested = (order: Order): boolean =>
  order.cancellation?.status === 'requested'

/** The parcel has left: the order goes on. */
export function refuseCancel(order: Order, at: string): Order {
  const { cancellation } = order
  if (cancellation?.status !== 'requested') return order
  const changed = { ...order, cancellation: { ...cancellation, status: 'refused' } as const }
  return note(changed, { type: 'cancel_refused', at })
}

/** Decides how the order ends, before anything is undone. The first decision stands, and only an allowed one. */
export function intendEnding(order: Order, ending: Ending): Order {
  const isDecided = hasFailed(order) || order.undoing !== undefined
  return isDecided || !mayBecome(order, ending.status) ? order : { ...order, undoing: ending }
}

/** Abandons an order that could not be opened in time; one that came further goes on. */
export const abandon = (order: Order): Order =>
  order.status === 'pending'
    ? intendEnding(order, { status: 'rejected', reason: 'not_reserved' })
    : order

/** Ends the order; one that has ended already is not changed. Its cancellation is done once its money is back. */
export function endOrder(order: Order, ending: Ending, at: string): Order {
  if (hasFailed(order)) return order
  const { status, reason, shortages, refusedPromotions } = ending
  const { cancellation } = order
  const by = cancellation?.by ?? 'system'
  const ended = move(order, status, {
    ...{ at, by, detail: reason, shortages, refusedPromotions },
  })
  if (!cancellation) return ended
  const isDone = status === 'cancelled'
  return { ...ended, cancellation: { ...cancellation, status: isDone ? 'done' : 'refused' } }
}
