import { type NewEvent, newEvent } from '@comptoir/contracts/event'
import {
  OrderCancelled,
  OrderConfirmed,
  OrderCreated,
  OrderDelivered,
  OrderExpired,
  OrderProcessing,
  OrderRejected,
  OrderShipped,
} from '@comptoir/contracts/orders/events'
import { confirmedAtOf, factOf, type HistoryEntry, type Order, snapshotOf } from './order.ts'

/** The lines that `after` has more than `before`. */
export const newEntries = (before: Order, after: Order): readonly HistoryEntry[] =>
  after.history.slice(before.history.length)

/** The events of what happened between two states: every step along the table has its event. */
export function eventsBetween(before: Order, after: Order): NewEvent[] {
  return newEntries(before, after).flatMap((entry) => eventOf(after, entry) ?? [])
}

function eventOf(order: Order, entry: HistoryEntry): NewEvent | undefined {
  const fact = factOf(order)
  const ending = 'ending' in order ? order.ending : undefined
  const reason = entry.detail ?? ending?.reason ?? ''
  switch (entry.type) {
    case 'awaiting_payment':
      return created(order)
    case 'confirmed':
      return confirmed(order)
    case 'processing':
      return newEvent(OrderProcessing, fact)
    case 'shipped':
      return newEvent(OrderShipped, fact)
    case 'delivered':
      return newEvent(OrderDelivered, fact)
    case 'rejected':
      return newEvent(OrderRejected, { ...fact, reason, shortages: ending?.shortages })
    case 'expired':
      return newEvent(OrderExpired, fact)
    case 'cancelled':
      return newEvent(OrderCancelled, { ...fact, reason })
    default:
      return undefined
  }
}

export const created = (order: Order): NewEvent => newEvent(OrderCreated, snapshotOf(order))

export const confirmed = (order: Order): NewEvent =>
  newEvent(OrderConfirmed, {
    ...snapshotOf(order),
    confirmedAt: confirmedAtOf(order) ?? order.statusSince,
    paidWith: order.payment.paidWith,
  })
