import { newEvent } from '@comptoir/contracts/event'
import { captureIdOf } from '@comptoir/contracts/ids'
import { PaymentAuthorisationExpiring, PaymentSucceeded } from '@comptoir/contracts/payments/events'
import { intentsOf, onIntent } from './intents.ts'
import { toCapture } from './lapsed-money.ts'
import { factOf } from './payment.ts'
import type { Change, Intent, LivePayment, Payment } from './stored-payment.ts'

type HeldIntent = Extract<Intent, { status: 'authorised' }>

/** Held money that nobody has asked to take yet. */
export const waitingIntents = (payment: Payment): HeldIntent[] =>
  payment.status === 'never_created' ? [] : intentsOf(payment).filter(isWaiting)

const isWaiting = (intent: Intent): intent is HeldIntent =>
  intent.status === 'authorised' && intent.capture === undefined

/** Whether the money is to be taken: a parcel has left, staff said so, or it was never meant to wait. */
export const isToCapture = (intent: Intent): boolean =>
  intent.status === 'authorised' && (intent.capture !== undefined || intent.captureAt === undefined)

/** Asks for the held money of all intents of an order, once each: the id of a capture follows from that of its intent. */
export function requestCapture(payment: LivePayment, now: string): Change {
  return onEach(payment, (focused) => {
    if (focused.status !== 'authorised' || focused.capture) return undefined
    if (toCapture(focused) > 0) {
      const capture = { id: captureIdOf(focused.id), at: now }
      return { next: { ...focused, capture, updatedAt: now } }
    }
    const { capture: _none, authorisedUntil: _until, warnedAt: _warned, ...facts } = focused
    const next = { ...facts, status: 'succeeded', updatedAt: now } as const
    return { next, events: [newEvent(PaymentSucceeded, factOf(next))] }
  })
}

/** Tells, once, that held money is nearly free again: by `before`, in the time of the provider. */
export function warnOfExpiry(
  payment: LivePayment,
  { before, now }: { readonly before: string; readonly now: string },
): Change {
  return onEach(payment, (focused) => {
    if (focused.status !== 'authorised' || focused.capture || focused.warnedAt) return undefined
    const { authorisedUntil } = focused
    if (authorisedUntil > before) return undefined
    const event = newEvent(PaymentAuthorisationExpiring, { ...factOf(focused), authorisedUntil })
    return { next: { ...focused, warnedAt: now, updatedAt: now }, events: [event] }
  })
}

type Lowering = { readonly id: string; readonly amount: number; readonly now: string }

/**
 * Takes an amount off what is to be captured, once per id, from the newest intent on: what an edit makes cheaper is never
 * taken. Answers how much of it that is; the rest was captured already.
 */
export function lowerHeld(
  payment: LivePayment,
  { id, amount, now }: Lowering,
): { readonly next: LivePayment; readonly lowered: number } {
  const known = intentsOf(payment)
    .flatMap(({ reductions = [] }) => reductions)
    .filter((reduction) => reduction.id === id)
  const before = known.reduce((sum, reduction) => sum + reduction.amount, 0)
  if (before > 0) return { next: payment, lowered: before }
  let next = payment
  let left = amount
  for (const intent of waitingIntents(payment).toReversed()) {
    const part = Math.min(left, toCapture(intent))
    if (part === 0) continue
    const change = onIntent(next, intent, (focused) => {
      const reductions = [...(focused.reductions ?? []), { id, amount: part }]
      return { next: { ...focused, reductions, updatedAt: now } as LivePayment }
    })
    if (change && change.next.status !== 'never_created') next = change.next
    left -= part
  }
  return { next, lowered: amount - left }
}

/** Runs a rule of one intent on each of an order's; `undefined` when it changes none. */
function onEach(payment: LivePayment, rule: (focused: LivePayment) => Change): Change {
  let next = payment
  const events = []
  for (const intent of intentsOf(payment)) {
    const change = onIntent(next, intent, rule)
    if (!change || change.next.status === 'never_created') continue
    next = change.next
    events.push(...(change.events ?? []))
  }
  return next === payment ? undefined : { next, events }
}
