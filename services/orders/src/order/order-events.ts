import { type NewEvent, newEvent } from '@comptoir/contracts/event'
import { lookUp } from '@comptoir/contracts/look-up'
import {
  OrderAttached,
  OrderCancelled,
  OrderConfirmed,
  OrderCreated,
  OrderDelivered,
  OrderEdited,
  OrderEditFailed,
  OrderExpired,
  OrderNoted,
  OrderPartiallyDelivered,
  OrderPartiallyShipped,
  OrderProcessing,
  OrderRejected,
  OrderShipped,
  OrderTagged,
  PaymentLinkCreated,
  TransferAwaited,
} from '@comptoir/contracts/orders/events'
import { isOwnerToFollow } from '../guests/guest-access.ts'
import { parcelsFact } from '../parcels/parcel-progress.ts'
import { confirmedAtOf, type HistoryEntry, type Order, snapshotOf } from './order.ts'

/** The lines that `after` has more than `before`. */
export const newEntries = (before: Order, after: Order): readonly HistoryEntry[] =>
  after.history.slice(before.history.length)

export const created = (order: Order): NewEvent => newEvent(OrderCreated, snapshotOf(order))

export const confirmed = (order: Order): NewEvent =>
  newEvent(OrderConfirmed, {
    ...snapshotOf(order),
    confirmedAt: confirmedAtOf(order) ?? order.statusSince,
    paidWith: order.payment.paidWith,
    ...captureOf(order),
  })

/** When the money is taken, where that is not the payment. */
export const captureOf = ({ payment }: Pick<Order, 'payment'>) =>
  payment.status === 'authorised' ? ({ captureAt: 'shipping' } as const) : {}

/** What tells that an order came so far, by the type of its entry in the history. */
const eventOf: Readonly<Record<string, (order: Order, entry: HistoryEntry) => NewEvent>> = {
  awaiting_payment: created,
  confirmed,
  processing: (order) => newEvent(OrderProcessing, order),
  partially_shipped: (order) =>
    newEvent(OrderPartiallyShipped, { ...order, ...parcelsFact(order) }),
  shipped: (order) => newEvent(OrderShipped, { ...order, ...parcelsFact(order) }),
  partially_delivered: (order) =>
    newEvent(OrderPartiallyDelivered, { ...order, ...parcelsFact(order) }),
  delivered: (order) => newEvent(OrderDelivered, { ...order, ...parcelsFact(order) }),
  rejected: (order, entry) => newEvent(OrderRejected, { ...order, ...endingOf(order, entry) }),
  expired: (order) => newEvent(OrderExpired, order),
  cancelled: (order, entry) => newEvent(OrderCancelled, { ...order, ...endingOf(order, entry) }),
  edited: (order, entry) =>
    newEvent(OrderEdited, { ...snapshotOf(order), ...edited(order, entry) }),
  edit_failed: (order, entry) => newEvent(OrderEditFailed, { ...order, ...edited(order, entry) }),
}

function edited({ edits = [], revision = 1, currency }: Order, { detail = '' }: HistoryEntry) {
  const edit = edits.find(({ editId }) => editId === detail)
  const { editId = detail, difference = { amount: 0, currency }, reason = '' } = edit ?? {}
  return { editId, difference, reason, revision }
}

function endingOf(order: Order, { detail }: HistoryEntry) {
  const ending = 'ending' in order ? order.ending : undefined
  const { reason = '', shortages, refusedPromotions } = ending ?? {}
  return { reason: detail ?? reason, shortages, refusedPromotions }
}

/** The events of what happened between two states: every step along the table has its event. */
export function eventsBetween(before: Order, after: Order): NewEvent[] {
  const steps = newEntries(before, after).flatMap(
    (entry) => lookUp(eventOf, entry.type)?.(after, entry) ?? [],
  )
  return [
    ...steps,
    ...linkedBetween(before, after),
    ...transferBetween(before, after),
    ...attachedBetween(before, after),
    ...staffBetween(before, after),
  ]
}

/** Links to its payment are told of once it can be paid: its stock is held then. One to a further payment is told of at once. */
function linkedBetween(before: Order, after: Order): NewEvent[] {
  const told = before.status === 'pending' ? [] : (before.paymentLinks ?? [])
  const known = new Set(told.map(({ linkId }) => linkId))
  return (after.paymentLinks ?? [])
    .filter(({ linkId, exchange, outstanding }) => {
      const isPayable = after.status === 'awaiting_payment' || (exchange ?? outstanding)
      return isPayable && !known.has(linkId)
    })
    .map(({ linkId, expiresAt, exchange, outstanding }) => {
      const { amount: total } = exchange ?? outstanding ?? { amount: after.totals.grandTotal }
      const link = { linkId, expiresAt, total, ...(exchange && { returnId: exchange.returnId }) }
      return newEvent(PaymentLinkCreated, { ...after, ...link })
    })
}

/** Where a transfer is to go is told once the order can be paid. Orders of before kept no account. */
function transferBetween(before: Order, after: Order): NewEvent[] {
  const isNew = before.status === 'pending' && after.status === 'awaiting_payment'
  const { paymentTerms: terms, totals, number } = after
  if (!isNew || terms?.kind !== 'transfer' || !terms.account) return []
  const { dueAt, account, reference = number } = terms
  const awaited = { total: totals.grandTotal, dueAt, account, reference }
  return [newEvent(TransferAwaited, { ...after, ...awaited })]
}

/** That an order changed its owner is told once others can follow. */
function attachedBetween(before: Order, after: Order): NewEvent[] {
  const { guestId } = after
  if (guestId === undefined || !isOwnerToFollow(after) || isOwnerToFollow(before)) return []
  return [newEvent(OrderAttached, { ...after, guestId })]
}

/** What staff wrote on it; an event says that it was, the text stays with the order. */
function staffBetween(before: Order, after: Order): NewEvent[] {
  const { entries, tags } = after.staff ?? { entries: [], tags: [] }
  return entries.slice(before.staff?.entries.length ?? 0).map(({ type, id, by }) => {
    if (type === 'note') return newEvent(OrderNoted, { ...after, noteId: id, by })
    return newEvent(OrderTagged, { ...after, tags, by })
  })
}
