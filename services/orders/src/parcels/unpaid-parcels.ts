import { type Order, undoingOf } from '../order/order.ts'
import { requestCancel } from '../order/order-cancel.ts'
import { parcelProgress } from './parcel-progress.ts'

/** Confirmed, with every parcel here, and nothing undoes it yet. */
const isStoppable = (order: Order): boolean =>
  (order.status === 'confirmed' || order.status === 'processing') &&
  !order.cancellation &&
  !undoingOf(order)

/** Nothing leaves unpaid: an order whose held money is free again, or soon will be, is stopped while its parcels are here. */
export function stopUnpaid(order: Order, at: string): Order {
  const { status } = order.payment
  if (!isStoppable(order) || (status !== 'authorised' && status !== 'voided')) return order
  return requestCancel(order, { reason: 'authorisation_expired', by: 'system', at })
}

/** Its goods are gone and its money was not taken: staff have to ask for it. */
export const hasLeftUnpaid = (order: Order): boolean =>
  order.payment.status === 'voided' && parcelProgress(order).left.length > 0
