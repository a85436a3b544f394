import type { OrderContact } from '@comptoir/contracts/orders/internal-routes'
import type { RefundBasis } from '@comptoir/contracts/orders/schemas'
import type {
  OrderOverview,
  OrderTracking,
  Order as OrderView,
} from '@comptoir/contracts/orders/view'
import type { Document } from '@comptoir/dapr/documents/documents'
import { editView, shownLines } from '../edits/edit-view.ts'
import { parcelProgress } from '../parcels/parcel-progress.ts'
import { outstandingOf } from '../parcels/unpaid-parcels.ts'
import { toOrderReturns } from '../returns/return-view.ts'
import { returnedPartOf } from '../returns/returnable.ts'
import {
  confirmedAtOf,
  hasFailed,
  type Order,
  sentStatuses,
  snapshotOf,
  transitions,
} from './order.ts'

/** The order as its owner and the staff see it. */
export function toView({ data, version }: Document<Order>): OrderView {
  const { status, statusSince, fulfilment, parcels, invoice, cancellation } = data
  const { termsAcceptedAt, history, revision = 1, placed, edits } = data
  return {
    ...snapshotOf(data),
    lines: shownLines(data.lines),
    ...{ status, statusSince, fulfilment, parcels, invoice, cancellation },
    payment: shownPayment(data),
    ...{ termsAcceptedAt, history, revision, version },
    placed: placed && { ...placed, lines: shownLines(placed.lines) },
    edits: edits?.map(editView),
    ...statusesOf(data),
    ...toOrderReturns(data),
    allowedTransitions: [...transitions[status]],
    confirmedAt: confirmedAtOf(data),
    ending: hasFailed(data) ? data.ending : undefined,
  }
}

/** Money that was let go is owed only where goods have left. */
function shownPayment(order: Order): OrderView['payment'] {
  const { lapsed: _, ...payment } = order.payment
  const amount = outstandingOf(order)
  const { currency } = order.totals.grandTotal
  return { ...payment, ...(amount > 0 && { outstanding: { amount, currency } }) }
}

export function toOverview({ data }: Document<Order>): OrderOverview {
  const { orderId, number, userId, status, placedAt, totals, lines } = data
  const itemCount = lines.reduce((count, line) => count + line.quantity, 0)
  return { orderId, number, userId, status, placedAt, totals, itemCount, ...statusesOf(data) }
}

export function toTracking({ data }: Document<Order>): OrderTracking {
  const { orderId, number, status, history, parcels } = data
  return { orderId, number, status, timeline: history, parcels }
}

/** What payments may know of an order before it refunds it. */
export function toRefundBasis(order: Order): RefundBasis {
  const { orderId, status, parcels, lines } = order
  const hasLeft = parcels.some(
    ({ handedOverAt, purpose }) => handedOverAt !== undefined && purpose !== 'return',
  )
  const sent = hasLeft || sentStatuses.includes(status)
  return {
    ...{ orderId, status, sent },
    lines: lines.map(({ sku, quantity, unitPrice, gross }) => ({
      ...{ sku, quantity, unitPrice, gross },
    })),
  }
}

/** Whom to write to about an order, and what a message may say of it. */
export function toContact(order: Order): OrderContact {
  const { orderId, number, userId, guestId, status, email, locale, placedAt, totals } = order
  const { phone } = order.shippingAddress
  return {
    ...{ orderId, number, userId, status, email, locale, placedAt, total: totals.grandTotal },
    ...(guestId && { guestId }),
    ...(phone && { phone }),
    lines: order.lines.map(({ sku, title, quantity, gross }) => ({ sku, title, quantity, gross })),
    trackingNumbers: order.parcels
      .filter(isOnItsWay)
      .flatMap(({ trackingNumber }) => trackingNumber ?? []),
  }
}

/** What the customer awaits: neither what goes back to the shop, nor what will not leave. */
const isOnItsWay = ({ purpose, status }: Order['parcels'][number]): boolean =>
  purpose !== 'return' && status !== 'cancelled'

function statusesOf(order: Order): Pick<OrderView, 'paymentStatus' | 'fulfilmentStatus'> {
  return { paymentStatus: order.payment.status, fulfilmentStatus: fulfilmentStatusOf(order) }
}

function fulfilmentStatusOf(order: Order): OrderView['fulfilmentStatus'] {
  const { left, arrived, allLeft, allSettled } = parcelProgress(order)
  if (hasFailed(order)) return 'cancelled'
  const returned = returnedPartOf(order)
  if (returned !== 'none') return returned === 'all' ? 'returned' : 'partially_returned'
  if (allSettled) return 'delivered'
  if (arrived.length > 0) return 'partially_delivered'
  if (left.length > 0) return allLeft ? 'shipped' : 'partially_shipped'
  return confirmedAtOf(order) ? 'preparing' : 'unfulfilled'
}
