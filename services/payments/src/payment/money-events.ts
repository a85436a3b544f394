import { type NewEvent, newEvent } from '@comptoir/contracts/event'
import {
  DisputeClosed,
  DisputeOpened,
  RefundFailed,
  RefundSucceeded,
} from '@comptoir/contracts/payments/events'
import type { PaymentSums } from '@comptoir/contracts/payments/schemas'
import {
  type Dispute,
  disputedOf,
  goodsOf,
  owedOf,
  pendingOf,
  type Refunded,
  refundedOf,
  type SettledRefund,
} from '../refunds/refund.ts'

/** Where the money of a payment is. */
export function sumsOf(payment: Refunded): PaymentSums {
  const money = (amount: number) => ({ amount, currency: payment.currency })
  const goods = goodsOf(payment)
  return {
    captured: money(payment.captured),
    refundedTotal: money(refundedOf(payment)),
    pendingTotal: money(pendingOf(payment)),
    disputedTotal: money(disputedOf(payment)),
    owedTotal: money(owedOf(payment)),
    ...(goods && { goods }),
  }
}

/** The events of refunds that came to an end; all carry the sums as they are after the whole change. */
export function refundEvents(payment: Refunded, settled: readonly SettledRefund[]): NewEvent[] {
  const { orderId, id: paymentIntentId, currency } = payment
  return settled.map(({ refund, credit }) => {
    const { id: refundId, reason, origin, lines } = refund
    const amount = { amount: refund.amount, currency }
    const fact = { orderId, paymentIntentId, refundId, amount, reason, origin, ...sumsOf(payment) }
    const withLines = { ...fact, ...(lines && { lines }) }
    if (refund.status === 'succeeded') {
      return newEvent(RefundSucceeded, { ...withLines, creditTotal: { amount: credit, currency } })
    }
    return newEvent(RefundFailed, { ...withLines, failureCode: refund.failureCode ?? 'refused' })
  })
}

/** A dispute that was not known is opened, even when it is closed by now. */
export function disputeEvents(payment: Refunded, dispute: Dispute, isNew: boolean): NewEvent[] {
  const { orderId, id: paymentIntentId, currency } = payment
  const { id: disputeId, reason, status } = dispute
  const amount = { amount: dispute.amount, currency }
  const fact = { orderId, paymentIntentId, disputeId, amount, reason, ...sumsOf(payment) }
  return [
    ...(isNew ? [newEvent(DisputeOpened, fact)] : []),
    ...(status === 'open' ? [] : [newEvent(DisputeClosed, { ...fact, outcome: status })]),
  ]
}
