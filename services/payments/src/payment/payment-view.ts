import type {
  Dispute as DisputeView,
  PaymentIntent,
  PaymentOutcome,
  PaymentStatus,
  Refund as RefundView,
} from '@comptoir/contracts/payments/schemas'
import { publicView } from '@comptoir/contracts/public-view'
import type { Document } from '@comptoir/dapr/documents/documents'
import {
  type Dispute,
  disputedOf,
  owedOf,
  type Refund,
  refundableOf,
  refundedOf,
} from '../refunds/refund.ts'
import { sumsOf } from './money-events.ts'
import { currentAttempt, type LivePayment, type Payment } from './payment.ts'

/** The status that others see, from sums: refunds show once the money is back, disputes while they hold money. */
export function statusOf(payment: Payment): Exclude<PaymentStatus, 'unknown'> {
  if (payment.status === 'never_created') return 'cancelled'
  if (disputedOf(payment) > 0) return 'disputed'
  const refunded = refundedOf(payment)
  if (refunded > 0) return refunded < payment.captured ? 'partially_refunded' : 'refunded'
  return payment.status === 'submitting' ? 'processing' : payment.status
}

/** What the saga may know. */
export function toOutcome(id: string, document: Document<Payment> | undefined): PaymentOutcome {
  if (!document) return { paymentIntentId: id, status: 'unknown' }
  const { data: payment, version } = document
  const status = statusOf(payment)
  if (payment.status === 'never_created') return { paymentIntentId: id, status }
  const { currency, amount, captured, paymentMethod } = payment
  const money = (amount: number) => ({ amount, currency })
  return {
    ...{ paymentIntentId: id, status, version, attempt: currentAttempt(payment), paymentMethod },
    ...{ amount: money(amount), captured: money(captured), refunded: money(refundedOf(payment)) },
    ...(captured > 0 && { sums: sumsOf(payment) }),
    ...detailsOf(payment),
  }
}

/** What its owner and staff see. */
export function toPaymentIntent(payment: LivePayment): PaymentIntent {
  const { id, orderId, userId, currency, provider, providerRef, paymentMethod } = payment
  const { attempts, refunds, disputes, createdAt, updatedAt } = payment
  const money = (amount: number) => ({ amount, currency })
  return {
    ...{ id, orderId, userId, provider, providerRef, paymentMethod, attempts },
    ...{ status: statusOf(payment), ...detailsOf(payment), createdAt, updatedAt },
    amount: money(payment.amount),
    captured: money(payment.captured),
    refunded: money(refundedOf(payment)),
    refundable: money(refundableOf(payment)),
    disputed: money(disputedOf(payment)),
    refundOwed: money(owedOf(payment)),
    refunds: refunds.map((refund) => toRefund(payment, refund)),
    disputes: disputes.map((dispute) => toDispute(payment, dispute)),
  }
}

export function toRefund(payment: LivePayment, { amount, ...refund }: Refund): RefundView {
  const { id: paymentIntentId, orderId, currency } = payment
  const of = { paymentIntentId, orderId, amount: { amount, currency } }
  return publicView<RefundView>()({ ...refund, ...of })
}

function toDispute({ currency }: LivePayment, { amount, ...dispute }: Dispute): DisputeView {
  return publicView<DisputeView>()({ ...dispute, amount: { amount, currency } })
}

function detailsOf(payment: LivePayment) {
  if (payment.status === 'failed') return { failureCode: payment.failureCode }
  return payment.status === 'requires_action' ? { actionUrl: payment.actionUrl } : {}
}
