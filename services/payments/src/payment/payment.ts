import { type NewEvent, newEvent } from '@comptoir/contracts/event'
import type { UsedPaymentMethod } from '@comptoir/contracts/orders/schemas'
import {
  PaymentAuthorised,
  PaymentCancelled,
  PaymentFailed,
  PaymentIntentCreated,
  PaymentRequiresAction,
  PaymentSucceeded,
} from '@comptoir/contracts/payments/events'
import { refuse } from '@comptoir/service/problems/refusal'
import { refundRest } from '../refunds/refund-split.ts'
import type { Lapse } from './lapsed-money.ts'
import type { Change, LivePayment, Payment, PaymentFacts } from './stored-payment.ts'

/** The provider's word on a payment, whatever way it came. */
export type Report =
  | {
      readonly status: 'succeeded'
      readonly providerRef: string
      readonly captured: number
      readonly paymentMethod?: UsedPaymentMethod | undefined
    }
  | { readonly status: 'processing'; readonly providerRef: string }
  /** The payer said yes, and the provider waits for us to take the money. */
  | { readonly status: 'approved'; readonly providerRef: string }
  /** The provider holds the money until we take it. */
  | {
      readonly status: 'authorised'
      readonly providerRef: string
      readonly authorisedUntil: string
      readonly paymentMethod?: UsedPaymentMethod | undefined
    }
  | { readonly status: 'requires_action'; readonly providerRef: string; readonly actionUrl: string }
  | { readonly status: 'failed'; readonly providerRef?: string; readonly failureCode: string }
  | { readonly status: 'cancelled'; readonly providerRef: string }

type Opening = Pick<LivePayment, 'id' | 'orderId' | 'userId' | 'currency' | 'amount'> & {
  readonly token: string
  readonly provider?: AttemptProvider | undefined
  /** Nobody named a method of payment: it waits for one, or for a transfer. */
  readonly terms?: LivePayment['terms']
  readonly captureAt?: LivePayment['captureAt']
  readonly now: string
}
type AttemptProvider = NonNullable<LivePayment['attempts'][number]['provider']>

/**
 * The payment of an order that was just announced, its first attempt on its way to the provider. An order that costs
 * nothing is paid at once: providers charge no zero.
 */
export function openPayment({ token, provider = 'stripe', terms, now, ...order }: Opening): {
  payment: LivePayment
  events: readonly NewEvent[]
} {
  const attempts = terms ? [] : [attemptOf({ number: 1, token, provider, now })]
  const money = { captured: 0, credited: 0, refunds: [], disputes: [] }
  const times = { createdAt: now, updatedAt: now }
  const facts = { ...order, ...money, ...times, provider, attempts, ...(terms && { terms }) }
  if (order.amount > 0 && terms)
    return { payment: { ...facts, status: 'requires_payment_method' }, events: [] }
  if (order.amount > 0) return { payment: { ...facts, status: 'submitting' }, events: [] }
  const payment: LivePayment = { ...facts, status: 'succeeded' }
  return { payment, events: [newEvent(PaymentSucceeded, factOf(payment))] }
}

export const currentAttempt = ({ attempts }: Pick<LivePayment, 'attempts'>): number =>
  attempts.at(-1)?.number ?? 0

export type Attempting = Pick<LivePayment['attempts'][number], 'number' | 'token' | 'provider'> & {
  readonly now: string
}

function attemptOf({ number, token, provider, now }: Attempting): LivePayment['attempts'][number] {
  return { number, token, ...(provider !== 'stripe' && { provider }), startedAt: now }
}

/** The provider is at it: what comes of the attempt is not known yet. */
const inProgress: ReadonlySet<LivePayment['status']> = new Set([
  ...(['submitting', 'approved', 'processing'] as const),
])

/** Begins attempt `number`, once; a later one needs the one before to have failed or to wait for the shopper. */
export function startAttempt(
  payment: Payment,
  { number, token, provider = 'stripe', now }: Attempting,
): Change {
  if (payment.status === 'never_created' || payment.status === 'cancelled') return undefined
  if (payment.status === 'succeeded' || payment.status === 'authorised') return undefined
  if (number <= currentAttempt(payment)) return undefined
  if (number > currentAttempt(payment) + 1) {
    throw refuse('transition_refused', `attempt ${currentAttempt(payment) + 1} comes next`)
  }
  if (inProgress.has(payment.status)) {
    throw refuse('transition_refused', 'the payment is being processed')
  }
  const attempts = [...payment.attempts, attemptOf({ number, token, provider, now })]
  const facts = { ...factsOf(payment), provider, attempts, updatedAt: now }
  return { next: { ...facts, status: 'submitting' } }
}

/** The refund of money that comes too late. */
type Late = { readonly refundId: string; readonly now: string }

/** Takes the provider's word in: each news once, success always, and money that comes too late goes back. */
export function settle(payment: Payment, report: Report, late: Late): Change {
  if (payment.status === 'never_created' || payment.status === 'succeeded') return undefined
  if (payment.status === 'cancelled') return settleCancelled(payment, report, late)
  if (payment.status === 'authorised') return settleHeld(payment, report, late.now)
  if (payment.status === 'processing' && payment.capture)
    return settleTaking(payment, report, late.now)
  const change = settleOpen(payment, report, late.now)
  return (
    change && { ...change, events: [...openedEvents(payment, report), ...(change.events ?? [])] }
  )
}

/** Gives an intent up that took no money. */
export function cancelIntent(
  payment: LivePayment,
  { reason, now }: { readonly reason: string; readonly now: string },
): Change {
  if (payment.captured > 0) return undefined
  if (payment.status === 'cancelled' || payment.status === 'succeeded') return undefined
  const wasAsked = payment.status !== 'failed' && payment.status !== 'requires_payment_method'
  const released = !wasAsked && payment.providerRef === undefined
  const ended = { status: 'cancelled', reason, released, updatedAt: now } as const
  return {
    next: { ...factsOf(payment), ...ended },
    events: [newEvent(PaymentCancelled, factOf(payment))],
  }
}

type Open = Exclude<LivePayment, { status: 'succeeded' | 'cancelled' }>
type Held = Extract<LivePayment, { status: 'authorised' }>
type Taking = Extract<LivePayment, { status: 'processing' }>
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
    case 'authorised': {
      const { authorisedUntil, paymentMethod } = report
      return {
        next: { ...facts, status: 'authorised', authorisedUntil, paymentMethod },
        events: [newEvent(PaymentAuthorised, { ...fact, authorisedUntil, paymentMethod })],
      }
    }
    case 'approved':
    case 'processing':
      if (payment.status === report.status) return undefined
      return { next: { ...facts, status: report.status } }
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

/**
 * Held money is taken, is on its way once that was asked for, or is free again: its time is over, or the provider does not
 * give it. Nothing else takes it back.
 */
function settleHeld(payment: Held, report: Report, now: string): Change {
  const { status, capture } = payment
  switch (report.status) {
    case 'succeeded':
      return settleOpen(payment, { ...report, paymentMethod: methodOf(payment, report) }, now)
    case 'processing':
      return (
        capture && { next: { ...factsOf(payment), status: 'processing', capture, updatedAt: now } }
      )
    case 'authorised': {
      const { authorisedUntil } = report
      if (authorisedUntil === payment.authorisedUntil) return undefined
      const { paymentMethod = payment.paymentMethod } = report
      return { next: { ...payment, status, authorisedUntil, paymentMethod, updatedAt: now } }
    }
    case 'cancelled':
      return letGo(payment, { reason: 'expired', released: true, now })
    case 'failed':
      return capture && letGo(payment, { reason: 'capture_refused', released: false, now })
    default:
      return undefined
  }
}

/** Held money that the provider takes its time to give: it is taken then, or was let go. */
function settleTaking(payment: Taking, report: Report, now: string): Change {
  if (report.status === 'succeeded')
    return settleOpen(payment, { ...report, paymentMethod: methodOf(payment, report) }, now)
  if (report.status !== 'failed' && report.status !== 'cancelled') return undefined
  const released = report.status === 'cancelled'
  return letGo(payment, { reason: 'capture_refused', released, now })
}

const methodOf = (payment: Held | Taking, report: Extract<Report, { status: 'succeeded' }>) =>
  report.paymentMethod ?? payment.paymentMethod

function letGo(
  payment: Held | Taking,
  end: { reason: Lapse; released: boolean; now: string },
): Change {
  const { reason, released, now: updatedAt } = end
  return {
    next: { ...factsOf(payment), status: 'cancelled', reason, released, updatedAt },
    events: [newEvent(PaymentCancelled, { ...factOf(payment), reason })],
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

/** What every event of an intent says. */
export function factOf(payment: LivePayment) {
  const { orderId, id: paymentIntentId, amount, currency } = payment
  const attempt = currentAttempt(payment)
  return { orderId, paymentIntentId, amount: { amount, currency }, attempt }
}

function factsOf(payment: LivePayment): PaymentFacts {
  const { id, purpose, orderId, userId, currency, amount, captured, further } = payment
  const { provider, providerRef, paymentMethod, attempts, refunds, disputes, credited } = payment
  const { captureAt, reductions, createdAt, updatedAt, terms, transfers } = payment
  return {
    ...{ id, purpose, orderId, userId, currency, amount, captured, further },
    ...{ provider, providerRef, paymentMethod, attempts, refunds, disputes, credited },
    ...{ captureAt, reductions, createdAt, updatedAt },
    ...(terms && { terms }),
    ...(transfers && { transfers }),
  }
}
