import { type NewEvent, newEvent } from '@comptoir/contracts/event'
import { RefundFailed, RefundSucceeded } from '@comptoir/contracts/payments'
import { refuse } from '@comptoir/service/refusal'

export type Refund = {
  readonly id: string
  readonly amount: number
  readonly reason: string
  readonly status: 'pending' | 'succeeded' | 'failed'
  readonly failureCode?: string | undefined
  readonly providerRef?: string | undefined
  readonly requestedAt: string
  readonly settledAt?: string | undefined
}

/** As much of a payment as its refunds need to know. */
type Refunded = {
  readonly id: string
  readonly orderId: string
  readonly currency: string
  readonly captured: number
  readonly refunds: readonly Refund[]
  readonly updatedAt: string
}

/** The provider's word on a refund. */
export type RefundReport = {
  readonly status: Refund['status']
  readonly providerRef?: string | undefined
  readonly failureCode?: string | undefined
}

export type RefundRequest = {
  readonly id: string
  /** All that is left when absent. */
  readonly amount?: number | undefined
  readonly reason: string
  readonly now: string
}

const sum = (refunds: readonly Refund[]) =>
  refunds.reduce((total, refund) => total + refund.amount, 0)

/** What is neither given back nor promised; what failed can be promised again. */
export function refundableOf({
  captured,
  refunds,
}: Pick<Refunded, 'captured' | 'refunds'>): number {
  return captured - sum(refunds.filter((refund) => refund.status !== 'failed'))
}

export function refundedOf({ refunds }: Pick<Refunded, 'refunds'>): number {
  return sum(refunds.filter((refund) => refund.status === 'succeeded'))
}

/** Promises a refund, once per id; never more than was taken. The same object comes back when it is known. */
export function addRefund<T extends Refunded>(payment: T, request: RefundRequest): T {
  const { id, amount = refundableOf(payment), reason, now } = request
  const known = payment.refunds.find((refund) => refund.id === id)
  if (known) {
    if (request.amount === undefined || request.amount === known.amount) return payment
    throw refuse('idempotency_key_reused', 'the refund exists with another amount')
  }
  if (payment.captured === 0) throw refuse('transition_refused', 'nothing was captured')
  if (amount > refundableOf(payment) || amount === 0) {
    const left = { amount: refundableOf(payment), currency: payment.currency }
    throw refuse('refund_too_large', undefined, { extensions: { refundable: left } })
  }
  const refund: Refund = { id, amount, reason, status: 'pending', requestedAt: now }
  return { ...payment, refunds: [...payment.refunds, refund], updatedAt: now }
}

/** Takes the provider's word on a refund in: pending, then succeeded or failed; succeeded may still fail. */
export function settleRefund<T extends Refunded>(
  payment: T,
  id: string,
  report: RefundReport,
  now: string,
): { next: T; events: NewEvent[] } | undefined {
  const refund = payment.refunds.find((known) => known.id === id)
  if (!refund || refund.status === 'failed') return undefined
  const news = report.status !== refund.status && report.status !== 'pending'
  const numbered = refund.providerRef === undefined && report.providerRef !== undefined
  if (!news && !numbered) return undefined
  const next: Refund = {
    ...refund,
    providerRef: refund.providerRef ?? report.providerRef,
    ...(news && { status: report.status, failureCode: report.failureCode, settledAt: now }),
  }
  const refunds = payment.refunds.map((known) => (known.id === id ? next : known))
  return {
    next: { ...payment, refunds, updatedAt: now },
    events: news ? [eventOf(payment, next)] : [],
  }
}

function eventOf(payment: Refunded, refund: Refund): NewEvent {
  const { orderId, id: paymentIntentId, currency } = payment
  const amount = { amount: refund.amount, currency }
  const fact = { orderId, paymentIntentId, refundId: refund.id, amount, reason: refund.reason }
  if (refund.status === 'succeeded') return newEvent(RefundSucceeded, fact)
  return newEvent(RefundFailed, { ...fact, failureCode: refund.failureCode ?? 'refused' })
}
