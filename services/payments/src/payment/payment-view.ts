import type {
  DisputeDetails,
  Dispute as DisputeView,
  FurtherIntent,
  PaymentIntent,
  PaymentOutcome,
  PaymentStatus,
  Refund as RefundView,
} from '@comptoir/contracts/payments/schemas'
import { publicView } from '@comptoir/contracts/public-view'
import type { Document } from '@comptoir/dapr/documents/documents'
import {
  capturedOf,
  type Dispute,
  disputedOf,
  owedOf,
  type Refund,
  refundableOf,
  refundedOf,
} from '../refunds/refund.ts'
import { isForNothing } from '../refunds/uninvoiced.ts'
import { transferAccountOf } from '../transfers/transfer.ts'
import { findIntent, focusOn } from './intents.ts'
import { hasLapsed, lapsedOf, toCapture } from './lapsed-money.ts'
import { sumsOf } from './money-events.ts'
import { currentAttempt } from './payment.ts'
import type { Intent, LivePayment, Payment } from './stored-payment.ts'

/** The status that others see, from sums: refunds show once the money is back, disputes while they hold money. */
export function statusOf(payment: Payment): Exclude<PaymentStatus, 'unknown'> {
  if (payment.status === 'never_created') return 'cancelled'
  if (disputedOf(payment) > 0) return 'disputed'
  const refunded = refundedOf(payment)
  if (refunded > 0) return refunded < capturedOf(payment) ? 'partially_refunded' : 'refunded'
  const { status } = payment
  // what a provider let go was paid by other means since
  if (hasLapsed(payment) && lapsedOf(payment) === 0) return 'succeeded'
  return status === 'submitting' || status === 'approved' ? 'processing' : status
}

/** What the saga may know of an order's payment, or of a further one by its id. */
export function toOutcome(id: string, document: Document<Payment> | undefined): PaymentOutcome {
  if (!document) return { paymentIntentId: id, status: 'unknown' }
  const { data: whole, version } = document
  if (whole.status === 'never_created') return { paymentIntentId: id, status: statusOf(whole) }
  const payment = paymentAt(whole, id)
  if (!payment) return { paymentIntentId: id, status: 'unknown' }
  const { currency, amount, paymentMethod } = payment
  const money = (amount: number) => ({ amount, currency })
  return {
    ...{ paymentIntentId: id, status: statusOf(payment), version, paymentMethod },
    ...{ attempt: currentAttempt(payment), amount: money(amount) },
    ...{ captured: money(capturedOf(payment)), refunded: money(refundedOf(payment)) },
    refundable: money(refundableOf(payment)),
    ...((capturedOf(whole) > 0 || lapsedOf(whole) > 0) && { sums: sumsOf(whole) }),
    ...detailsOf(payment),
  }
}

/** The payment of an order by its own id, or one of its further payments by that one's. */
export function paymentAt(payment: LivePayment, id: string): LivePayment | undefined {
  if (id === payment.id) return payment
  const intent = findIntent(payment, id)
  return intent && focusOn(payment, intent)
}

/** What its owner and staff see. */
export function toPaymentIntent(payment: LivePayment): PaymentIntent {
  const { purpose, orderId, userId, currency, further, refunds, disputes } = payment
  const money = (amount: number) => ({ amount, currency })
  const transfer = transferAccountOf(payment)
  return {
    ...{ ...ownFacts(payment, payment), purpose, orderId, userId },
    captured: money(capturedOf(payment)),
    refunded: money(refundedOf(payment)),
    refundable: money(refundableOf(payment)),
    disputed: money(disputedOf(payment)),
    refundOwed: money(owedOf(payment)),
    ...(further && { further: further.map((intent) => toFurther(payment, intent)) }),
    ...(transfer && { transfer }),
    refunds: refunds.map((refund) => toRefund(payment, refund)),
    disputes: disputes.map((dispute) => toDispute(payment, dispute)),
  }
}

const toFurther = (payment: LivePayment, intent: Intent): FurtherIntent => ({
  ...ownFacts(focusOn(payment, intent), intent),
  purpose: intent.purpose ?? '',
})

/** What an intent says of itself; `focused` is the payment as if it were the only one. */
function ownFacts(focused: LivePayment, intent: Intent) {
  const { id, provider, providerRef, paymentMethod, attempts, createdAt, updatedAt } = intent
  const { currency } = focused
  return {
    ...{ id, provider, providerRef, paymentMethod, attempts, createdAt, updatedAt },
    ...{ status: statusOf(focused), ...detailsOf(intent), ...heldView(intent, currency) },
    amount: { amount: intent.amount, currency },
    captured: { amount: intent.captured, currency },
  }
}

/** When its money is taken, and how much of it waits for that, or was let go. */
function heldView(intent: Intent, currency: string) {
  const { captureAt, status } = intent
  const held = { amount: toCapture(intent), currency }
  return {
    ...(captureAt && { captureAt }),
    ...(status === 'authorised' && { authorised: held }),
    ...(hasLapsed(intent) && { lapsed: held }),
  }
}

export function toRefund(payment: LivePayment, refund: Refund): RefundView {
  const { amount, shipping, credited, intentId, uninvoiced: _, ...rest } = refund
  const { id, orderId, currency } = payment
  const money = (amount: number) => ({ amount, currency })
  const amounts = {
    amount: money(amount),
    ...(shipping && { shipping: money(shipping) }),
    ...(credited !== undefined && { credited: money(credited) }),
  }
  const says = isForNothing(refund) ? { uninvoiced: true } : {}
  const of = { paymentIntentId: intentId ?? id, orderId, ...amounts, ...says }
  return publicView<RefundView>()({ ...rest, ...of })
}

function toDispute({ id, currency }: LivePayment, dispute: Dispute): DisputeView {
  const { amount, fee, intentId: paymentIntentId = id, ...rest } = dispute
  const kept = fee === undefined ? {} : { fee: { amount: fee, currency } }
  const of = { paymentIntentId, ...kept, amount: { amount, currency } }
  return publicView<DisputeView>()({ ...rest, ...of })
}

/** A dispute as staff see it beside others. */
export function toDisputeDetails(payment: LivePayment, dispute: Dispute): DisputeDetails {
  const { orderId, id } = payment
  return { ...toDispute(payment, dispute), orderId, paymentIntentId: dispute.intentId ?? id }
}

function detailsOf(intent: Intent) {
  if (intent.status === 'failed') return { failureCode: intent.failureCode }
  if (intent.status === 'authorised') return { authorisedUntil: intent.authorisedUntil }
  return intent.status === 'requires_action' ? { actionUrl: intent.actionUrl } : {}
}
