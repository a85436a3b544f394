import type { Context } from './context.ts'
import { newId } from './ids.ts'
import { toAuthorization, toCapture, toOrder, toRefund } from './objects.ts'
import {
  type AuthorizationRecord,
  applyChange,
  type Books,
  type CaptureRecord,
  type Change,
  type Delivery,
  type Entry,
  type EventRecord,
  merge,
  type OrderRecord,
  type RefundRecord,
} from './records.ts'

/** What PayPal keeps of a capture: 2.9 % and 35 cents, in hundredths. */
export const feeOf = (amount: number): number => Math.min(amount, Math.round(amount * 0.029) + 35)

const deliveryOf = (order: OrderRecord | undefined): Delivery => {
  if (order?.payerCase === 'webhooks_twice') return 'twice'
  if (order?.payerCase === 'webhooks_late') return 'late'
  return order?.payerCase === 'no_webhooks' ? 'none' : 'once'
}

type News = { readonly type: string; readonly resourceType: string; readonly resource: unknown }

export function newEvent(news: News, order: OrderRecord | undefined, now: number): EventRecord {
  const id = `WH-${newId()}-${newId()}`
  return { id, ...news, summary: news.type, created: now, delivery: deliveryOf(order) }
}

/** The books after a change, to show objects as they will be. */
function after(books: Books, change: Change): Books {
  const copy = {
    ...books,
    orders: new Map(books.orders),
    authorizations: new Map(books.authorizations),
    captures: new Map(books.captures),
    refunds: new Map(books.refunds),
  }
  const { orders, authorizations, captures, refunds } = change
  applyChange(copy, { ...{ orders, authorizations, captures, refunds } } as Change)
  return copy
}

const orderOf = (books: Books, { orderId }: { readonly orderId: string }) =>
  books.orders.get(orderId)

export const captureTypes = {
  COMPLETED: 'PAYMENT.CAPTURE.COMPLETED',
  PENDING: 'PAYMENT.CAPTURE.PENDING',
  DECLINED: 'PAYMENT.CAPTURE.DENIED',
  FAILED: 'PAYMENT.CAPTURE.DENIED',
} as const

/** A capture in its state, with its event and, once it is complete, its entry in the ledger. */
export function record(capture: CaptureRecord, context: Context): Change {
  const { books, now, url } = context
  const order = orderOf(books, capture)
  const change: Change = { captures: [capture] }
  const resource = toCapture(capture, { books: after(books, change), url })
  const news = { type: captureTypes[capture.status], resourceType: 'capture', resource }
  const entries = capture.status === 'COMPLETED' ? [chargeOf(capture, order, now)] : []
  return { ...change, events: [newEvent(news, order, now)], entries }
}

function chargeOf(capture: CaptureRecord, order: OrderRecord | undefined, at: number): Entry {
  const { id: reference, amount, fee } = capture
  const { currency = 'EUR', customId } = order ?? {}
  return { id: newId(), kind: 'charge', amount, fee, currency, at, reference, customId }
}

type Taking = {
  readonly order: OrderRecord
  readonly amount: number
  readonly authorization?: AuthorizationRecord | undefined
  readonly isFinal: boolean
}

/** Takes money of an approved order, or of an authorization: complete, or as the payer's case says. */
export function takeMoney({ order, amount, authorization, isFinal }: Taking, context: Context) {
  const { now, slowMs } = context
  const { payerCase } = order
  const isSlow = payerCase === 'pending' || payerCase === 'denied_later'
  const what = payerCase === 'pending' ? 'complete' : 'deny'
  const capture: CaptureRecord = {
    ...{ id: newId(), orderId: order.id, authorizationId: authorization?.id, amount, isFinal },
    ...{ fee: feeOf(amount), created: now, status: isSlow ? 'PENDING' : 'COMPLETED' },
    ...(isSlow && { due: { at: now + slowMs, what } as const }),
  }
  const next: OrderRecord = { ...order, status: 'COMPLETED', updated: now }
  return { capture, change: merge({ orders: [next] }, record(capture, context)) }
}

/** The money of an approved order is put on hold. */
export function authorize(order: OrderRecord, context: Context) {
  const { books, now, url, authorisationMs } = context
  const expires = now + authorisationMs
  const authorization: AuthorizationRecord = {
    ...{ id: newId(), orderId: order.id, status: 'CREATED', amount: order.amount, created: now },
    ...{ expires, due: { at: expires, what: 'expire' } as const },
  }
  const next: OrderRecord = { ...order, status: 'COMPLETED', updated: now }
  const resource = toAuthorization(authorization, { books, url })
  const type = 'PAYMENT.AUTHORIZATION.CREATED'
  const event = newEvent({ type, resourceType: 'authorization', resource }, order, now)
  return { orders: [next], authorizations: [authorization], events: [event] }
}

/** The money is free again: the shop lets it go, or its time is over. */
export function voidAuthorization(authorization: AuthorizationRecord, context: Context): Change {
  const { due: _due, ...rest } = authorization
  const next: AuthorizationRecord = { ...rest, status: 'VOIDED' }
  const order = orderOf(context.books, next)
  const resource = toAuthorization(next, context)
  const news = { type: 'PAYMENT.AUTHORIZATION.VOIDED', resourceType: 'authorization', resource }
  return { authorizations: [next], events: [newEvent(news, order, context.now)] }
}

/** The end of a capture that was pending. */
export function settleCapture(capture: CaptureRecord, context: Context): Change {
  const { due, ...rest } = capture
  return record({ ...rest, status: due?.what === 'complete' ? 'COMPLETED' : 'DECLINED' }, context)
}

type Back = Pick<RefundRecord, 'amount' | 'customId'>

/** Gives a part of a capture back. */
export function giveBack(capture: CaptureRecord, { amount, customId }: Back, context: Context) {
  const { now, slowMs, books } = context
  const payerCase = orderOf(books, capture)?.payerCase
  const isSlow = payerCase === 'refund_pending'
  const fails = payerCase === 'refund_fails'
  const refund: RefundRecord = {
    ...{ id: newId(), captureId: capture.id, amount, customId, created: now },
    status: isSlow ? 'PENDING' : 'COMPLETED',
    ...(isSlow && { due: { at: now + slowMs, what: 'complete' } as const }),
    ...(fails && { due: { at: now + slowMs, what: 'fail' } as const }),
  }
  return { refund, change: recordRefund(refund, capture, context) }
}

function recordRefund(refund: RefundRecord, capture: CaptureRecord, context: Context): Change {
  const { books, now, url } = context
  const order = orderOf(books, capture)
  const change: Change = { refunds: [refund] }
  const resource = toRefund(refund, { books: after(books, change), url })
  const isDone = refund.status === 'COMPLETED'
  const type = isDone ? 'PAYMENT.CAPTURE.REFUNDED' : `PAYMENT.REFUND.${refund.status}`
  const events = [newEvent({ type, resourceType: 'refund', resource }, order, now)]
  return { ...change, events, entries: isDone ? [entryOf(refund, order, 'refund', now)] : [] }
}

export function entryOf(
  { id: reference, amount }: Pick<RefundRecord, 'id' | 'amount'>,
  order: OrderRecord | undefined,
  kind: Entry['kind'],
  at: number,
): Entry {
  const { currency = 'EUR', customId } = order ?? {}
  return { id: newId(), kind, amount, fee: 0, currency, at, reference, customId }
}

/** The end of a refund that was pending, or the return of one that was made. */
export function settleRefund(refund: RefundRecord, context: Context): Change {
  const { due, ...rest } = refund
  const capture = context.books.captures.get(refund.captureId)
  if (!capture) return {}
  if (due?.what === 'complete')
    return recordRefund({ ...rest, status: 'COMPLETED' }, capture, context)
  return failRefund(rest, context)
}

/** The payer's bank sends a refund back. */
export function failRefund(refund: RefundRecord, context: Context): Change {
  const capture = context.books.captures.get(refund.captureId)
  if (!capture || refund.status === 'FAILED') return {}
  const wasDone = refund.status === 'COMPLETED'
  const change = recordRefund({ ...refund, status: 'FAILED', due: undefined }, capture, context)
  const order = orderOf(context.books, capture)
  const reversal = wasDone ? [entryOf(refund, order, 'refund_reversal', context.now)] : []
  return { ...change, entries: reversal }
}

/** The payer says yes on the approval page. */
export function approve(
  order: OrderRecord,
  payerCase: OrderRecord['payerCase'],
  context: Context,
): Change {
  const { books, now, url } = context
  const next: OrderRecord = { ...order, status: 'APPROVED', payerCase, updated: now }
  const change: Change = { orders: [next] }
  const resource = toOrder(next, { books: after(books, change), url })
  const type = 'CHECKOUT.ORDER.APPROVED'
  return {
    ...change,
    events: [newEvent({ type, resourceType: 'checkout-order', resource }, next, now)],
  }
}
