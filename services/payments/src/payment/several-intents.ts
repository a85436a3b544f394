import { isDuePurpose } from '@comptoir/contracts/ids'
import type { Money } from '@comptoir/money'
import { refuse } from '@comptoir/service/problems/refusal'
import { refundRest } from '../refunds/refund-split.ts'
import { findIntent, intentsOf, onIntent } from './intents.ts'
import { hasLapsed, lapsedOf } from './lapsed-money.ts'
import { type Attempting, cancelIntent, startAttempt } from './payment.ts'
import type { Change, Intent, LivePayment, Payment } from './stored-payment.ts'

type Asked = {
  readonly id: string
  readonly purpose: string
  readonly money: Money
  /** Without it the intent waits for its shopper. */
  readonly paymentMethod?: Pick<Attempting, 'token' | 'provider'> | undefined
  readonly captureAt?: Intent['captureAt']
  readonly now: string
}

/**
 * Asks an order for more money, once per purpose: a further intent that waits for the shopper to name a method. Refuses
 * with `transition_refused` when the order's payment was given up, with `idempotency_key_reused` another amount. What held money
 * that was let go left unpaid may be asked for.
 */
export function openFurtherIntent(payment: Payment, asked: Asked): Change {
  const { id, purpose, money, paymentMethod, captureAt, now } = asked
  if (payment.status === 'never_created' || isGivenUp(payment, purpose)) {
    throw refuse('transition_refused', 'the payment of the order was given up')
  }
  if (money.currency !== payment.currency) {
    throw refuse('invalid_request', `the order is in ${payment.currency}`)
  }
  const known = findIntent(payment, id)
  if (known?.status === 'cancelled' || known?.amount === money.amount) return undefined
  if (known) throw refuse('idempotency_key_reused', 'it was asked for with another amount')
  const times = { createdAt: now, updatedAt: now }
  const { provider } = payment
  const intent: Intent = {
    ...{ id, purpose, amount: money.amount, captured: 0, provider, attempts: [], ...times },
    ...(captureAt && { captureAt }),
    status: 'requires_payment_method',
  }
  const next = { ...payment, further: [...(payment.further ?? []), intent], updatedAt: now }
  if (!paymentMethod) return { next }
  return attemptOn(next, id, { number: 1, ...paymentMethod, now })
}

/** Nothing more is asked for: the payment was cancelled, or held money was let go and is still to be paid by another one. */
function isGivenUp(payment: LivePayment, purpose: string): boolean {
  if (payment.status !== 'cancelled') return false
  return !hasLapsed(payment) || (lapsedOf(payment) > 0 && !isDuePurpose(purpose))
}

/**
 * Begins an attempt to pay one of an order's intents; refuses with `not_found` an intent that it does not have. With
 * another provider than before, what the former one holds is given up: it stands beside, cancelled, so that money that
 * comes from there all the same goes back.
 */
export function attemptOn(payment: LivePayment, id: string, attempt: Attempting): Change {
  const intent = findIntent(payment, id)
  if (!intent) throw refuse('not_found')
  const { provider = 'stripe', now } = attempt
  const isReplaced = provider !== intent.provider && intent.providerRef !== undefined
  const own = isReplaced ? { ...intent, providerRef: undefined } : intent
  const change = onIntent(payment, own, (focused) => startAttempt(focused, attempt))
  if (!isReplaced || !change || change.next.status === 'never_created') return change
  const further = [...(change.next.further ?? []), formerOf(intent, now)]
  return { ...change, next: { ...change.next, further } }
}

/** What a provider holds of an attempt that another provider is asked to do in its place. */
export function formerOf(intent: Intent, now: string): Intent {
  const { provider, providerRef, amount, createdAt } = intent
  const number = intent.attempts.at(-1)?.number ?? 0
  const own = { id: `${intent.id}_replaced${number}`, purpose: `replaced${number}` }
  const times = { createdAt, updatedAt: now }
  return {
    ...{ ...own, ...times, provider, providerRef, amount, captured: 0, attempts: [] },
    ...{ status: 'cancelled', reason: 'replaced', released: false },
  }
}

type Ending = {
  readonly id: string
  readonly refundId: string
  readonly reason: string
  readonly now: string
}

/**
 * Ends the payment of an order: open intents are cancelled, what is left of taken money goes back, an unknown payment
 * leaves a tombstone.
 */
export function cancelPayment(
  payment: Payment | undefined,
  { id, refundId, reason, now }: Ending,
): Change {
  if (!payment) return { next: { status: 'never_created', id, reason, createdAt: now } }
  if (payment.status === 'never_created') return undefined
  const voided = voidOpen(payment, { reason, now })
  const next = refundRest(voided.next, { id: refundId, reason, now }) ?? voided.next
  return next === payment ? undefined : { ...voided, next }
}

function voidOpen(payment: LivePayment, ending: { reason: string; now: string }) {
  let next = payment
  const events = []
  for (const intent of intentsOf(payment)) {
    const change = onIntent(next, intent, (focused) => cancelIntent(focused, ending))
    if (!change || change.next.status === 'never_created') continue
    next = change.next
    events.push(...(change.events ?? []))
  }
  return { next, events }
}

/**
 * Ends one further intent, the order's other ones untouched: cancelled while it is open, given back once its money was
 * taken, and a tombstone under its id when it was never asked for.
 */
export function cancelFurtherIntent(
  payment: Payment,
  { id, refundId, reason, now }: Ending,
): Change {
  if (payment.status === 'never_created') return undefined
  const known = findIntent(payment, id)
  if (!known) return { next: withTombstone(payment, { id, reason, now }) }
  return onIntent(payment, known, (focused) => {
    if (focused.captured === 0) return cancelIntent(focused, { reason, now })
    const next = refundRest(focused, { id: refundId, reason, now })
    return next && { next }
  })
}

function withTombstone(
  payment: LivePayment,
  { id, reason, now }: { id: string; reason: string; now: string },
): LivePayment {
  const none = { amount: 0, captured: 0, attempts: [], createdAt: now, updatedAt: now }
  const purpose = id.slice(payment.id.length + 1)
  const ended = { status: 'cancelled', reason, released: true } as const
  const tombstone: Intent = { id, purpose, provider: payment.provider, ...none, ...ended }
  return { ...payment, further: [...(payment.further ?? []), tombstone], updatedAt: now }
}
