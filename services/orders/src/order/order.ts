import { invoiceIdOf, paymentIntentIdOf, shipmentIdOf } from '@comptoir/contracts/ids'
import type { Shortage } from '@comptoir/contracts/inventory/schemas'
import { type OrderSnapshot, OrderStatus } from '@comptoir/contracts/orders/schemas'
import type { HistoryEntry, Order as OrderView } from '@comptoir/contracts/orders/view'
import { refuse } from '@comptoir/service/problems/refusal'

/** How an order that comes to nothing ends. */
export type Ending = {
  readonly status: Extract<OrderStatus, 'rejected' | 'expired' | 'cancelled'>
  readonly reason: string
  readonly shortages?: Shortage[] | undefined
}

/** An order as it is kept: what it shows without what is derived from it. */
export type Order = Omit<
  OrderView,
  'allowedTransitions' | 'paymentStatus' | 'fulfilmentStatus' | 'version'
> & {
  /** Who placed it with which idempotency key, hashed: a repeated placement finds its order again. */
  readonly placementKey: string
  /** Versions of the payment's and the shipment's events heard so far: older ones are ignored. */
  readonly heard: { readonly payment: number; readonly shipment: number }
  readonly traceparent?: string | undefined
  /** Written down before anything is undone: an order that is half undone can only end so. */
  readonly undoing?: Ending | undefined
}

export type Actor = HistoryEntry['by']

/** Where an order may go from each state. */
export const transitions: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  pending: ['awaiting_payment', 'rejected', 'cancelled'],
  awaiting_payment: ['confirmed', 'rejected', 'expired', 'cancelled'],
  confirmed: ['processing', 'cancelled'],
  processing: ['shipped', 'cancelled'],
  shipped: ['delivered'],
  delivered: ['completed'],
  completed: [],
  rejected: [],
  expired: [],
  cancelled: [],
}

export const allowedTransitions = (status: OrderStatus): readonly OrderStatus[] =>
  transitions[status]

export const mayBecome = ({ status }: Pick<Order, 'status'>, to: OrderStatus): boolean =>
  transitions[status].includes(to)

/** An order that came to nothing: its cart is free again, and a payment that still arrives is refunded. */
export const hasFailed = ({ status }: Pick<Order, 'status'>): boolean =>
  status === 'rejected' || status === 'expired' || status === 'cancelled'

/** States in which something is still owed to the customer: an account with such orders is not deleted. */
export const openStatuses: readonly OrderStatus[] = OrderStatus.options.filter(
  (status) => !['completed', 'rejected', 'expired', 'cancelled', 'delivered'].includes(status),
)

/** States that the saga has in its hands. */
export const isInSaga = ({ status }: Pick<Order, 'status'>): boolean =>
  status === 'pending' || status === 'awaiting_payment' || status === 'confirmed'

export type Placement = {
  readonly snapshot: OrderSnapshot
  readonly placementKey: string
  readonly termsAcceptedAt?: string | undefined
  readonly traceparent?: string | undefined
}

/** The first state of an order: pending, with its derived ids and the first line of its history. */
export function startOrder(placement: Placement): Order {
  const { snapshot, placementKey, termsAcceptedAt, traceparent } = placement
  const { orderId, placedAt } = snapshot
  return {
    ...snapshot,
    placementKey,
    status: 'pending',
    statusSince: placedAt,
    payment: { paymentIntentId: paymentIntentIdOf(orderId), status: 'unpaid', attempt: 1 },
    fulfilment: {},
    parcels: [],
    invoice: { invoiceId: invoiceIdOf(orderId), pdfReady: false },
    heard: { payment: 0, shipment: 0 },
    history: [{ id: 1, at: placedAt, type: 'placed', status: 'pending', by: 'customer' }],
    ...(termsAcceptedAt && { termsAcceptedAt }),
    ...(traceparent && { traceparent }),
  }
}

export type Note = {
  readonly type: string
  readonly at: string
  readonly by?: Actor
  readonly detail?: string | undefined
}

/** The order with one more line in its history, which only grows. */
export function note(order: Order, { type, at, by = 'system', detail }: Note): Order {
  const id = order.history.length + 1
  const entry = { id, at, type, status: order.status, by, ...(detail && { detail }) }
  return { ...order, history: [...order.history, entry] }
}

/** The same for a fact that may be heard twice: known by its type, time and detail. */
export function noteOnce(order: Order, line: Note): Order {
  const isKnown = order.history.some(
    ({ type, at, detail }) => type === line.type && at === line.at && detail === line.detail,
  )
  return isKnown ? order : note(order, line)
}

/** Moves the order along the table and writes it down; refuses every other step. */
export function move(order: Order, to: OrderStatus, how: Omit<Note, 'type'>): Order {
  if (!mayBecome(order, to)) {
    throw refuse('transition_refused', `an order that is ${order.status} cannot become ${to}`, {
      extensions: { status: order.status, allowedTransitions: transitions[order.status] },
    })
  }
  return note({ ...order, status: to, statusSince: how.at }, { ...how, type: to })
}

/** What everyone who hears of the order needs of it. */
export function snapshotOf(order: Order): OrderSnapshot {
  const { orderId, number, cartId, userId, email, locale, currency, lines } = order
  const { shippingLine, totals, billingAddress, shippingAddress, paymentMethod, placedAt } = order
  return {
    ...{ orderId, number, cartId, userId, email, locale, currency, lines },
    ...{ shippingLine, totals, billingAddress, shippingAddress, paymentMethod, placedAt },
  }
}

export function factOf({ orderId, number, userId, cartId }: Order) {
  return { orderId, number, userId, cartId }
}

/** The order's parcel; one per order here. */
export const parcelIdOf = (order: Order): string => shipmentIdOf(order.orderId)
