import { type NewEvent, newEvent } from '@comptoir/contracts/event'
import type { UsedPaymentMethod } from '@comptoir/contracts/orders/schemas'
import {
  PaymentCancelled,
  PaymentFailed,
  PaymentIntentCreated,
  PaymentRequiresAction,
  PaymentSucceeded,
} from '@comptoir/contracts/payments/events'
import { refuse } from '@comptoir/service/problems/refusal'
import type { z } from 'zod'
import { refundRest } from '../refunds/refund.ts'
import type { PaymentFacts, StoredPayment } from './stored-payment.ts'

export type Payment = Readonly<z.infer<typeof StoredPayment>>
export type LivePayment = Exclude<Payment, { status: 'never_created' }>

/** The provider's word on a payment, whatever way it came. */
export type Report =
  | {
      readonly status: 'succeeded'
      readonly providerRef: string
      readonly captured: number
      readonly paymentMethod?: UsedPaymentMethod | undefined
    }
  | { readonly status: 'processing'; readonly providerRef: string }
  | { readonly status: 'requires_action'; readonly providerRef: string; readonly actionUrl: string }
  | { readonly status: 'failed'; readonly providerRef?: string; readonly failureCode: string }
  | { readonly status: 'cancelled'; readonly providerRef: string }

export type Change = { readonly next: Payment; readonly events?: readonly NewEvent[] } | undefined

type Opening = Pick<LivePayment, 'id' | 'orderId' | 'userId' | 'currency' | 'amount'> & {
  readonly token: string
  readonly now: string
}

/**
 * The payment of an order that was just announced, its first attempt on its way to the provider. An order that costs
 * nothing is paid at once: providers charge no zero.
 */
export function openPayment({ token, now, ...order }: Opening): {
  payment: LivePayment
  events: readonly NewEvent[]
} {
  const attempts = [{ number: 1, token, startedAt: now }]
  const money = { captured: 0, credited: 0, refunds: [], disputes: [] }
  const times = { createdAt: now, updatedAt: now }
  const facts = { ...order, ...money, ...times, provider: 'stripe', attempts } as const
  if (order.amount > 0) return { payment: { ...facts, status: 'submitting' }, events: [] }
  const payment: LivePayment = { ...facts, status: 'succeeded' }
  return { payment, events: [newEvent(PaymentSucceeded, factOf(payment))] }
}

export const currentAttempt = ({ attempts }: LivePayment): number => attempts.at(-1)?.number ?? 1

/** Begins attempt `number`, once; a later one needs the one before to have failed or to wait for the shopper. */
export function startAttempt(
  payment: Payment,
  { number, token, now }: { number: number; token: string; now: string },
): Change {
  if (payment.status === 'never_created' || payment.status === 'cancelled') return undefined
  if (payment.status === 'succeeded' || number <= currentAttempt(payment)) return undefined
  if (number > currentAttempt(payment) + 1) {
    throw refuse('transition_refused', `attempt ${currentAttempt(payment) + 1} comes next`)
  }
  if (payment.status === 'submitting' || payment.status === 'processing') {
    throw refuse('transition_refused', 'the payment is being processed')
  }
  const attempts = [...payment.attempts, { number, token, startedAt: now }]
  return { next: { ...factsOf(payment), status: 'submitting', attempts, updatedAt: now } }
}

/** The refund of money that comes too late. */
type Late = { readonly refundId: string; readonly now: string }

/** Takes the provider's word in: each news once, success always, and money that comes too late goes back. */
export function settle(payment: Payment, report: Report, late: Late): Change {
  if (payment.status === 'never_created' || payment.status === 'succeeded') return undefined
  if (payment.status === 'cancelled') return settleCancelled(payment, report, late)
  const change = settleOpen(payment, report, late.now)
  return (
    change && { ...change, events: [...openedEvents(payment, report), ...(change.events ?? [])] }
  )
}

/** Ends a payment: an open one is cancelled, what is left of a taken one goes back, an unknown one leaves a tombstone. */
export function cancelPayment(
  payment: Payment | undefined,
  { id, refundId, reason, now }: { id: string; refundId: string; reason: string; now: string },
): Change {
  if (!payment) return { next: { status: 'never_created', id, reason, createdAt: now } }
  if (payment.status === 'never_created') return undefined
  if (payment.captured > 0) {
    const next = refundRest(payment, { id: refundId, reason, now })
    return next && { next }
  }
  if (payment.status === 'cancelled' || payment.status === 'succeeded') return undefined
  const released = payment.status === 'failed' && payment.providerRef === undefined
  const ended = { status: 'cancelled', reason, released, updatedAt: now } as const
  return {
    next: { ...factsOf(payment), ...ended },
    events: [newEvent(PaymentCancelled, factOf(payment))],
  }
}

type Open = Exclude<LivePayment, { status: 'succeeded' | 'cancelled' }>
type Cancelled = Extract<LivePayment, { status: 'cancelled' }>

function settleOpen(payment: Open, report: Report, now: string): Change {
  const facts: PaymentFacts = {
    ...factsOf(payment),
    providerRef: report.providerRef ?? payment.providerRef,
    updatedAt: now,
  }
  const fact = factOf(payment)
  switch (report.status) {
    case 'succeeded': {
      const { captured, paymentMethod } = report
      return {
        next: { ...facts, status: 'succeeded', captured, paymentMethod },
        events: [newEvent(PaymentSucceeded, { ...fact, paymentMethod })],
      }
    }
    case 'processing':
      if (payment.status === 'processing') return undefined
      return { next: { ...facts, status: 'processing' } }
    case 'requires_action': {
      const { actionUrl } = report
      if (payment.status === 'requires_action' && payment.actionUrl === actionUrl) return undefined
      const event = newEvent(PaymentRequiresAction, { ...fact, actionUrl })
      return { next: { ...facts, status: 'requires_action', actionUrl }, events: [event] }
    }
    case 'failed':
      return fail(payment, facts, report.failureCode)
    case 'cancelled':
      return fail(payment, { ...facts, providerRef: undefined }, 'cancelled_by_provider')
  }
}

function fail(payment: Open, facts: PaymentFacts, failureCode: string): Change {
  if (payment.status === 'failed' && payment.providerRef === facts.providerRef) return undefined
  const attempts = facts.attempts.map((attempt) =>
    attempt.number === currentAttempt(payment) ? { ...attempt, failureCode } : attempt,
  )
  const next = { ...facts, status: 'failed', failureCode, attempts } as const
  if (payment.status === 'failed') return { next }
  return { next, events: [newEvent(PaymentFailed, { ...factOf(payment), failureCode })] }
}

function settleCancelled(payment: Cancelled, report: Report, late: Late): Change {
  const providerRef = payment.providerRef ?? report.providerRef
  const known = { ...payment, providerRef, updatedAt: late.now }
  if (report.status === 'succeeded') {
    if (payment.captured > 0) return undefined
    const { captured: amount, paymentMethod } = report
    const captured = { ...known, captured: amount, paymentMethod, released: true }
    const rest = { id: late.refundId, reason: 'paid_too_late', now: late.now }
    return { next: refundRest(captured, rest) ?? captured }
  }
  const released = report.status === 'cancelled' || providerRef === undefined
  if (released === payment.released && providerRef === payment.providerRef) return undefined
  return payment.released ? undefined : { next: { ...known, released } }
}

/** The provider has an intent of ours: said once, when its id is first known. */
function openedEvents(payment: Open, report: Report): NewEvent[] {
  if (payment.providerRef !== undefined || report.providerRef === undefined) return []
  return [newEvent(PaymentIntentCreated, factOf(payment))]
}

function factOf(payment: LivePayment) {
  const { orderId, id: paymentIntentId, amount, currency } = payment
  const attempt = currentAttempt(payment)
  return { orderId, paymentIntentId, amount: { amount, currency }, attempt }
}

function factsOf(payment: LivePayment): PaymentFacts {
  const { id, orderId, userId, currency, amount, captured, provider, providerRef } = payment
  const { paymentMethod, attempts, refunds, disputes, credited, createdAt, updatedAt } = payment
  return {
    ...{ id, orderId, userId, currency, amount, captured, provider, providerRef },
    ...{ paymentMethod, attempts, refunds, disputes, credited, createdAt, updatedAt },
  }
}
