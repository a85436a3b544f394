import type { PaymentIntent, Refund as RefundView } from '@comptoir/contracts/payment-api'
import type { PaymentOutcome, PaymentStatus } from '@comptoir/contracts/payments'
import { currentAttempt, type LivePayment, type Payment } from './payment.ts'
import { type Refund, refundableOf, refundedOf } from './refund.ts'

/** The status that others see: refunds show once the money is back. */
export function statusOf(payment: Payment): Exclude<PaymentStatus, 'unknown'> {
  if (payment.status === 'never_created') return 'cancelled'
  const refunded = refundedOf(payment)
  if (refunded > 0) return refunded < payment.captured ? 'partially_refunded' : 'refunded'
  return payment.status === 'submitting' ? 'processing' : payment.status
}

/** What the saga may know. */
export function toOutcome(id: string, payment: Payment | undefined): PaymentOutcome {
  if (!payment) return { paymentIntentId: id, status: 'unknown' }
  const status = statusOf(payment)
  if (payment.status === 'never_created') return { paymentIntentId: id, status }
  const { currency } = payment
  return {
    paymentIntentId: id,
    status,
    amount: { amount: payment.amount, currency },
    captured: { amount: payment.captured, currency },
    refunded: { amount: refundedOf(payment), currency },
    attempt: currentAttempt(payment),
    paymentMethod: payment.paymentMethod,
    ...detailsOf(payment),
  }
}

/** What its owner and staff see. */
export function toPaymentIntent(payment: LivePayment): PaymentIntent {
  const money = (amount: number) => ({ amount, currency: payment.currency })
  return {
    id: payment.id,
    orderId: payment.orderId,
    userId: payment.userId,
    status: statusOf(payment),
    amount: money(payment.amount),
    captured: money(payment.captured),
    refunded: money(refundedOf(payment)),
    refundable: money(refundableOf(payment)),
    provider: payment.provider,
    providerRef: payment.providerRef,
    ...detailsOf(payment),
    paymentMethod: payment.paymentMethod,
    attempts: [...payment.attempts],
    refunds: payment.refunds.map((refund) => toRefund(payment, refund)),
    createdAt: payment.createdAt,
    updatedAt: payment.updatedAt,
  }
}

export function toRefund(payment: LivePayment, refund: Refund): RefundView {
  const { amount, ...rest } = refund
  const money = { amount, currency: payment.currency }
  return { ...rest, amount: money, paymentIntentId: payment.id, orderId: payment.orderId }
}

function detailsOf(payment: LivePayment) {
  if (payment.status === 'failed') return { failureCode: payment.failureCode }
  return payment.status === 'requires_action' ? { actionUrl: payment.actionUrl } : {}
}
