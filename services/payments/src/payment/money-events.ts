import { type NewEvent, newEvent } from '@comptoir/contracts/event'
import {
  DisputeClosed,
  DisputeOpened,
  RefundFailed,
  RefundSucceeded,
} from '@comptoir/contracts/payments/events'
import type { PaymentSums } from '@comptoir/contracts/payments/schemas'
import {
  capturedOf,
  type Dispute,
  disputedOf,
  goodsOf,
  owedOf,
  pendingOf,
  type Refunded,
  type RefundReport,
  refundedOf,
  type SettledRefund,
  settleRefund,
} from '../refunds/refund.ts'
import { isForNothing } from '../refunds/uninvoiced.ts'
import { lapsedOf } from './lapsed-money.ts'

/** A payment after what is new of it, with its events. */
export type Merged<T> = { readonly next: T; readonly events: NewEvent[] } | undefined

/** Where the money of a payment is. */
export function sumsOf(payment: Refunded): PaymentSums {
  const money = (amount: number) => ({ amount, currency: payment.currency })
  const goods = goodsOf(payment)
  const lapsed = lapsedOf(payment)
  return {
    captured: money(capturedOf(payment)),
    refundedTotal: money(refundedOf(payment)),
    pendingTotal: money(pendingOf(payment)),
    disputedTotal: money(disputedOf(payment)),
    owedTotal: money(owedOf(payment)),
    ...(lapsed > 0 && { lapsedTotal: money(lapsed) }),
    ...(goods && { goods }),
  }
}

/** The events of refunds that came to an end; all carry the sums as they are after the whole change. */
export function refundEvents(payment: Refunded, settled: readonly SettledRefund[]): NewEvent[] {
  const { orderId, currency } = payment
  return settled.map(({ refund, credit }) => {
    const { id: refundId, amount, reason, origin, lines, failureCode = 'refused' } = refund
    const { intentId: paymentIntentId = payment.id } = refund
    const fact = { orderId, paymentIntentId, refundId, reason, origin, lines, ...sumsOf(payment) }
    const shipping = refund.shipping && { amount: refund.shipping, currency }
    const given = {
      ...{ ...fact, amount: { amount, currency } },
      ...(shipping && { shipping }),
      ...(isForNothing(refund) && { uninvoiced: true }),
    }
    return refund.status === 'succeeded'
      ? newEvent(RefundSucceeded, { ...given, creditTotal: { amount: credit, currency } })
      : newEvent(RefundFailed, { ...given, failureCode })
  })
}

/** Takes the provider's word on a refund in, with the events of a refund that came to an end. */
export function recordReport<T extends Refunded>(
  payment: T,
  id: string,
  report: RefundReport,
  now: string,
): Merged<T> {
  const change = settleRefund(payment, id, report, now)
  return change && { next: change.next, events: refundEvents(change.next, change.settled) }
}

/** What every event of a dispute says. */
export function disputeFact(payment: Refunded, dispute: Dispute) {
  const { orderId, currency } = payment
  const { id: disputeId, intentId: paymentIntentId = payment.id, reason } = dispute
  const amount = { amount: dispute.amount, currency }
  return { orderId, paymentIntentId, disputeId, amount, reason, ...sumsOf(payment) }
}

/** A dispute that was not known is opened, even when it is closed by now. */
export function disputeEvents(payment: Refunded, dispute: Dispute, isNew: boolean): NewEvent[] {
  const { currency } = payment
  const { status, dueBy, fee: kept } = dispute
  const fact = disputeFact(payment, dispute)
  const fee = kept === undefined ? {} : { fee: { amount: kept, currency } }
  return [
    ...(isNew ? [newEvent(DisputeOpened, { ...fact, ...(dueBy && { dueBy }) })] : []),
    ...(status === 'open' ? [] : [newEvent(DisputeClosed, { ...fact, ...fee, outcome: status })]),
  ]
}
