import { isDeepStrictEqual } from 'node:util'
import type { PaymentSums } from '@comptoir/contracts/payments/schemas'
import { hasFailed, isInSaga, noteOnce, type Order, undoingOf } from './order.ts'
import { requestCancel } from './order-cancel.ts'

/** Where the money of an order is, as payments says; `version` is the payment's: older sums are ignored. */
export type MoneyFact = {
  readonly sums: PaymentSums
  readonly at: string
  readonly version: number
  /** The line of the history, when this fact is new. */
  readonly note?: { readonly type: string; readonly detail: string } | undefined
  /** The refund that failed. */
  readonly failure?: { readonly refundId: string; readonly failureCode: string } | undefined
}

type Payment = Order['payment']

/** Records the sums of a payment: its status follows from them, whatever came before. */
export function recordMoney(order: Order, fact: MoneyFact): Order {
  const { at, note: line, version } = fact
  const current = version < order.eventVersions.payment ? order : withSums(order, fact)
  const noted = line ? noteOnce(current, { ...line, at }) : current
  return stopWhenRefunded(followMoney(noted), at)
}

function withSums(order: Order, { sums, at, version, failure }: MoneyFact): Order {
  const { payment, eventVersions } = order
  const status = statusOf(sums, payment)
  const next: Payment = {
    ...payment,
    status,
    paidAt: payment.paidAt ?? (sums.captured.amount > 0 ? at : undefined),
    refundedAt: status === 'refunded' ? (payment.refundedAt ?? at) : undefined,
    captured: sums.captured,
    refunded: sums.refundedTotal,
    refundPending: sums.pendingTotal,
    disputed: sums.disputedTotal,
    refundOwed: sums.owedTotal,
    lapsed: sums.lapsedTotal,
    refundFailure: failure ? { ...failure, at } : payment.refundFailure,
    goods: sums.goods,
  }
  if (version === eventVersions.payment && isSame(payment, next)) return order
  return { ...order, payment: next, eventVersions: { ...eventVersions, payment: version } }
}

const isSame = (a: Payment, b: Payment): boolean => isDeepStrictEqual(known(a), known(b))

/** Absent and undefined are the same. */
const known = (payment: Payment) =>
  Object.fromEntries(Object.entries(payment).filter(([, value]) => value !== undefined))

/** Where nothing was taken, sums only tell that held money was let go. */
function statusOf(sums: PaymentSums, { status }: Payment): Payment['status'] {
  const { captured, refundedTotal, disputedTotal, lapsedTotal } = sums
  if (captured.amount === 0) return lapsedTotal ? 'voided' : status
  if (disputedTotal.amount > 0) return 'disputed'
  if (refundedTotal.amount === 0) return 'paid'
  return refundedTotal.amount < captured.amount ? 'partially_refunded' : 'refunded'
}

/** What the shop holds of an order's money, in minor units. */
export function heldOf({ payment, totals }: Pick<Order, 'payment' | 'totals'>): number {
  const { captured, refunded, disputed, paidAt, status } = payment
  if (!captured) return paidAt && status === 'paid' ? totals.grandTotal.amount : 0
  return captured.amount - (refunded?.amount ?? 0) - (disputed?.amount ?? 0)
}

/**
 * Paid for, as far as the shop still holds money of it, or the provider holds it for the shop. An order that costs nothing
 * is, once payments says so.
 */
export const isPaid = (order: Order): boolean =>
  heldOf(order) > 0 ||
  order.payment.status === 'authorised' ||
  (order.totals.grandTotal.amount === 0 && order.payment.status === 'paid')

/** Whether money of a failed order has to go back, and none is on its way. */
export const owesRefund = (order: Order): boolean =>
  hasFailed(order) && heldOf(order) > 0 && (order.payment.refundPending?.amount ?? 0) === 0

/** Nobody but staff can give the money back: a bank or the provider refused it. */
export const isRefundStuck = (order: Order): boolean =>
  owesRefund(order) && order.payment.refundFailure !== undefined

/**
 * What follows from the sums: all that is held of a failed order is owed, and its cancellation is done
 * when the money is back.
 */
export function followMoney(order: Order): Order {
  const { payment, totals } = order
  if (!payment.paidAt) return endedCancellation(order)
  const held = { amount: Math.max(0, heldOf(order)), currency: totals.grandTotal.currency }
  const refundOwed = hasFailed(order) ? held : payment.refundOwed
  const refundFailure = refundOwed?.amount ? payment.refundFailure : undefined
  const next = { ...payment, refundOwed, refundFailure }
  return endedCancellation(isSame(payment, next) ? order : { ...order, payment: next })
}

function endedCancellation(order: Order): Order {
  const { cancellation } = order
  if (order.status !== 'cancelled' || !cancellation) return order
  const status = cancellationOf(order)
  if (cancellation.status === status) return order
  return { ...order, cancellation: { ...cancellation, status } }
}

function cancellationOf(order: Order): 'done' | 'refund_pending' | 'refund_failed' {
  if (heldOf(order) <= 0) return 'done'
  return isRefundStuck(order) ? 'refund_failed' : 'refund_pending'
}

/**
 * An order whose money went back whole before it was sent does not ship, unless staff said so: it is cancelled, once.
 */
function stopWhenRefunded(order: Order, at: string): Order {
  const { captured, refunded, goods } = order.payment
  const isWhole = captured && refunded && captured.amount > 0 && refunded.amount >= captured.amount
  const isHere = isInSaga(order) || order.status === 'processing'
  if (!isWhole || goods?.keepShipping || !isHere || order.cancellation || undoingOf(order))
    return order
  const restock = goods?.restock ?? true
  return requestCancel(order, { reason: 'refunded', by: 'system', at, restock })
}
