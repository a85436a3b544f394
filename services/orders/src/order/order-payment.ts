import { awaitedMethod, type PaymentMethod } from '@comptoir/contracts/orders/schemas'
import type { PaymentOutcome } from '@comptoir/contracts/payments/schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import { note, type Order } from './order.ts'
import { recordMoney } from './order-money.ts'

type Payment = Order['payment']

/** A fact of an order's payment. `version` orders the events of one payment; a polled fact has none. */
export type PaymentFact = Pick<
  Payment,
  'status' | 'failureCode' | 'actionUrl' | 'authorisedUntil' | 'paidWith'
> & {
  readonly at: string
  readonly attempt?: number | undefined
  readonly version?: number | undefined
}

/** How far a payment has come: a fact never takes it back. */
const progress: Readonly<Record<Payment['status'], number>> = {
  unpaid: 0,
  requires_action: 1,
  failed: 1,
  authorised: 2,
  voided: 3,
  paid: 4,
  partially_refunded: 5,
  refunded: 5,
  disputed: 5,
}

/**
 * Records how a payment comes about; `recordMoney` records where its money goes afterwards.
 * An older or repeated fact changes nothing (the same object comes back).
 */
export function recordPayment(order: Order, fact: PaymentFact): Order {
  const { payment } = order
  const attempt = fact.attempt ?? payment.attempt
  if (isStale(order, fact, attempt)) return order
  const { failureCode, actionUrl, authorisedUntil, version } = fact
  const { paidWith = payment.paidWith } = fact
  const next: Payment = {
    paymentIntentId: payment.paymentIntentId,
    status: fact.status,
    attempt: Math.max(attempt, payment.attempt),
    ...(failureCode && { failureCode }),
    ...(actionUrl && { actionUrl }),
    ...(authorisedUntil && { authorisedUntil }),
    ...((payment.paidAt || fact.status === 'paid') && { paidAt: payment.paidAt ?? fact.at }),
    ...(paidWith && { paidWith }),
  }
  const newest = Math.max(version ?? 0, order.eventVersions.payment)
  const eventVersions = { ...order.eventVersions, payment: newest }
  return note({ ...order, payment: next, eventVersions }, noteOf(fact))
}

function isStale(order: Order, fact: PaymentFact, attempt: number): boolean {
  const { payment, eventVersions } = order
  const [before, after] = [progress[payment.status], progress[fact.status]]
  const isOld = fact.version !== undefined && fact.version <= eventVersions.payment
  // an order that cost nothing was paid, until an edit of it was paid with held money
  const isHeld = payment.status === 'authorised' || payment.status === 'voided'
  if (after < before || (isOld && (after === before || isHeld))) return true
  if (after === 1 && attempt < payment.attempt) return true
  const sameAction = payment.actionUrl === fact.actionUrl
  return fact.status === payment.status && attempt === payment.attempt && sameAction
}

function noteOf({ status, at, failureCode }: PaymentFact) {
  const type = progress[status] >= progress.paid ? status : `payment_${status}`
  return { type, at, detail: failureCode }
}

type Paid = Pick<Order, 'payment' | 'paymentMethod' | 'paymentTerms'>

/** It was placed without a method of payment, and nobody has named one yet. */
export const awaitsMethod = ({ payment, paymentMethod, paymentTerms }: Paid): boolean =>
  paymentTerms !== undefined &&
  payment.status === 'unpaid' &&
  paymentMethod.token === awaitedMethod.token

/** The payment failed, or waits for its shopper: nothing comes by itself. */
export const needsShopper = (order: Paid): boolean =>
  order.payment.status === 'failed' ||
  order.payment.status === 'requires_action' ||
  awaitsMethod(order)

/** How long an order may wait for its payment, in seconds: by its terms, or as it was promised; those of before by the setting. */
export function paymentDeadlineOf(
  { paymentTerms, placedAt, promised }: Pick<Order, 'paymentTerms' | 'placedAt' | 'promised'>,
  usualSeconds: number,
): number {
  if (!paymentTerms) return promised?.paymentDeadlineSeconds ?? usualSeconds
  return Math.ceil((Date.parse(paymentTerms.dueAt) - Date.parse(placedAt)) / 1_000)
}

/** It waits for its payment, and nothing ends it. */
export const mayBePaid = (order: Order): boolean =>
  order.status === 'awaiting_payment' && !order.cancellation && !order.undoing

/**
 * Opens the next attempt to pay; refused unless the order waits for its payment and the last attempt is over. A later
 * attempt without an answer may never have reached payments: it is made again under its number.
 */
export function startAttempt(order: Order, paymentMethod: PaymentMethod, at: string): Order {
  const { payment, status } = order
  const waits = mayBePaid(order)
  if (waits && awaitsMethod(order))
    return note({ ...order, paymentMethod }, { type: 'payment_attempted', at, by: 'customer' })
  const isLater = payment.attempt > 1 || order.paymentTerms !== undefined
  if (waits && payment.status === 'unpaid' && isLater) return { ...order, paymentMethod }
  if (!waits || !needsShopper(order)) {
    throw refuse('transition_refused', `the order is ${status}, its payment ${payment.status}`)
  }
  const { paymentIntentId, attempt } = payment
  const next: Payment = { paymentIntentId, status: 'unpaid', attempt: attempt + 1 }
  const changed = { ...order, paymentMethod, payment: next }
  return note(changed, { type: 'payment_attempted', at, by: 'customer' })
}

/** Records what payments answers of a payment; what is not worth recording changes nothing. */
export function recordOutcome(order: Order, outcome: PaymentOutcome, at: string): Order {
  // a payment over nothing says nothing of an order that an edit gave a price
  const isOverNothing = outcome.amount?.amount === 0 && order.totals.grandTotal.amount > 0
  const fact = isOverNothing ? undefined : factOfOutcome(outcome, at)
  const paid = fact ? recordPayment(order, fact) : order
  const { sums, version } = outcome
  return sums && version !== undefined ? recordMoney(paid, { sums, version, at }) : paid
}

function factOfOutcome(outcome: PaymentOutcome, at: string): PaymentFact | undefined {
  const { attempt, failureCode, actionUrl } = outcome
  switch (outcome.status) {
    case 'succeeded':
    case 'refunded':
    case 'partially_refunded':
    case 'disputed':
      return { status: 'paid', at, attempt, paidWith: outcome.paymentMethod }
    case 'authorised': {
      const { authorisedUntil, paymentMethod: paidWith } = outcome
      return { status: 'authorised', at, attempt, authorisedUntil, paidWith }
    }
    case 'failed':
      return { status: 'failed', at, attempt, failureCode }
    case 'requires_action':
      return { status: 'requires_action', at, attempt, actionUrl }
    case 'cancelled':
      return { status: 'voided', at, attempt }
    default:
      return undefined
  }
}
