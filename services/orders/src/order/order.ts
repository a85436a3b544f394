import { invoiceIdOf, paymentIntentIdOf } from '@comptoir/contracts/ids'
import { type OrderSnapshot, OrderStatus, sagaStatuses } from '@comptoir/contracts/orders/schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Ending, Order } from './stored-order.ts'

export type { Ending, Order } from './stored-order.ts'

export type HistoryEntry = Order['history'][number]
export type Actor = HistoryEntry['by']

/** The statuses that may follow each status. */
export const transitions: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  pending: ['awaiting_payment', 'rejected', 'cancelled'],
  awaiting_payment: ['confirmed', 'rejected', 'expired', 'cancelled'],
  confirmed: ['processing', 'cancelled'],
  processing: ['partially_shipped', 'shipped', 'cancelled'],
  partially_shipped: ['shipped', 'partially_delivered', 'delivered'],
  shipped: ['partially_delivered', 'delivered'],
  partially_delivered: ['delivered'],
  delivered: ['completed'],
  completed: [],
  rejected: [],
  expired: [],
  cancelled: [],
}

export const mayBecome = ({ status }: Pick<Order, 'status'>, to: OrderStatus): boolean =>
  transitions[status].includes(to)

/** A failed order: its cart is free again, and a payment that still arrives is refunded. */
export const hasFailed = <O extends Pick<Order, 'status'>>(
  order: O,
): order is O & Pick<Ending, 'status'> =>
  order.status === 'rejected' || order.status === 'expired' || order.status === 'cancelled'

/** Statuses in which something is still owed to the customer: an account with such orders is not deleted. */
export const openStatuses: readonly OrderStatus[] = OrderStatus.options.filter(
  (status) => !['completed', 'rejected', 'expired', 'cancelled', 'delivered'].includes(status),
)

/** Statuses in which at least one parcel has left. */
export const sentStatuses: readonly OrderStatus[] = [
  ...['partially_shipped', 'shipped', 'partially_delivered', 'delivered', 'completed'],
] as const

/** Statuses in which the order saga works on the order. */
export const isInSaga = ({ status }: Pick<Order, 'status'>): boolean => sagaStatuses.has(status)

export type Placement = {
  readonly snapshot: OrderSnapshot
  readonly placementKey: string
  readonly guest?: Order['guest']
  readonly termsAcceptedAt?: string | undefined
  readonly traceparent?: string | undefined
  readonly promised?: Order['promised']
  /** Of an order that staff placed for its customer. */
  readonly byStaff?: Pick<Order, 'origin' | 'agreement' | 'paymentLinks'> | undefined
}

/** The first state of an order: pending, with its derived ids and the first entry of its history. */
export function startOrder(placement: Placement): Order {
  const { snapshot, placementKey, guest, termsAcceptedAt, traceparent, byStaff } = placement
  const { promised } = placement
  const by = byStaff ? 'staff' : 'customer'
  const { orderId, placedAt } = snapshot
  return {
    schemaVersion: 2,
    ...snapshot,
    placementKey,
    status: 'pending',
    statusSince: placedAt,
    payment: { paymentIntentId: paymentIntentIdOf(orderId), status: 'unpaid', attempt: 1 },
    fulfilment: {},
    parcels: [],
    invoice: { invoiceId: invoiceIdOf(orderId), pdfReady: false },
    eventVersions: { payment: 0, shipment: 0 },
    history: [{ id: 1, at: placedAt, type: 'placed', status: 'pending', by }],
    ...byStaff,
    ...(guest && { guest }),
    ...(termsAcceptedAt && { termsAcceptedAt }),
    ...(traceparent && { traceparent }),
    ...(promised && { promised }),
  }
}

export type Note = {
  readonly type: string
  readonly at: string
  readonly by?: Actor
  readonly detail?: string | undefined
}

/** The order with one more entry in its history, which only grows. */
export function note(order: Order, { type, at, by = 'system', detail }: Note): Order {
  const id = order.history.length + 1
  const entry = { id, at, type, status: order.status, by, ...(detail && { detail }) }
  return { ...order, history: [...order.history, entry] }
}

/** The same for a fact that may come twice: known by its type, time and detail. */
export function noteOnce(order: Order, line: Note): Order {
  const isKnown = order.history.some(
    ({ type, at, detail }) => type === line.type && at === line.at && detail === line.detail,
  )
  return isKnown ? order : note(order, line)
}

/** What an order that ended lacked. */
type Lack = Pick<Ending, 'shortages' | 'refusedPromotions'>
type Move = Omit<Note, 'type'> & Lack

/** Moves the order along the table and records it; refuses every other step. */
export function move(
  order: Order,
  to: OrderStatus,
  { shortages, refusedPromotions, ...how }: Move,
): Order {
  if (!mayBecome(order, to)) {
    throw refuse('transition_refused', `an order that is ${order.status} cannot become ${to}`, {
      extensions: { status: order.status, allowedTransitions: transitions[order.status] },
    })
  }
  const moved = { ...order, statusSince: how.at }
  const lack = { shortages, refusedPromotions }
  return note(withStatus(moved, to, { ...how, ...lack }), { ...how, type: to })
}

/** The order in its next status, with the facts that belong to that. */
function withStatus(order: Order, to: OrderStatus, { at, detail, ...lack }: Move): Order {
  const next = { ...order, status: to }
  if (to === 'confirmed') return { ...next, status: to, confirmedAt: at }
  if (!hasFailed(next)) return next as Order
  const { shortages, refusedPromotions } = lack
  return {
    ...next,
    ending: {
      reason: detail ?? to,
      ...(shortages && { shortages }),
      ...(refusedPromotions && { refusedPromotions }),
    },
  }
}

/** When it was confirmed, whatever became of it since. */
export const confirmedAtOf = (order: Order): string | undefined =>
  'confirmedAt' in order ? order.confirmedAt : undefined

/** How an order that is half undone has to end. */
export const undoingOf = (order: Order): Ending | undefined =>
  'undoing' in order ? order.undoing : undefined

/** What the events of the order carry. */
export function snapshotOf(order: Order): OrderSnapshot {
  const { orderId, number, cartId, userId, email, locale, currency, lines } = order
  const { shippingLine, totals, promotions, tax } = order
  const { billingAddress, shippingAddress, paymentMethod, paymentTerms, placedAt } = order
  return {
    ...{ orderId, number, cartId, userId, email, locale, currency, lines },
    ...{ shippingLine, totals, billingAddress, shippingAddress, paymentMethod, placedAt },
    ...(promotions && { promotions }),
    ...(tax && { tax }),
    ...(paymentTerms && { paymentTerms }),
  }
}
