import { type Context, newEvent } from '../api/operations.ts'
import { authenticationFailed, behaviourOf } from '../cards/test-cards.ts'
import { newId } from './ids.ts'
import type { CardError, Change, Delivery, Entry, IntentRecord } from './records.ts'

type Charged = { readonly intent: IntentRecord; readonly change: Change }

/** Charges the intent's payment method: yes, or what the test token asks for. */
export function charge(intent: IntentRecord, context: Context): Charged {
  const behaviour = behaviourOf(intent.paymentMethod ?? '', context.testCases)
  if (behaviour.kind === 'decline') return decline(intent, behaviour.error, context.now)
  if (behaviour.kind === 'challenge') return become(intent, 'requires_action', context.now)
  if (behaviour.kind === 'slow') {
    const due = { at: context.now + context.slowMs, what: 'succeed' } as const
    return become({ ...intent, due }, 'processing', context.now)
  }
  if (behaviour.kind === 'dispute') {
    const due = { at: context.now + context.disputeMs, what: 'dispute' } as const
    return succeed({ ...intent, due }, context.now)
  }
  if (behaviour.webhooks === 'twice') return succeed(intent, context.now, 'twice')
  if (behaviour.webhooks === 'once') return succeed(intent, context.now)
  const processing = become(intent, 'processing', context.now, 'late')
  const done = succeed(intent, context.now)
  return { intent: done.intent, change: merge(processing.change, done.change) }
}

export const intentEvent = (type: string, record: IntentRecord, now: number, delivery?: Delivery) =>
  newEvent(`payment_intent.${type}`, { kind: 'intent', record }, now, delivery)

/** The card says yes: the money is taken, or held until it is captured by hand. */
export function succeed(intent: IntentRecord, now: number, delivery: Delivery = 'once'): Charged {
  return intent.holdMs === undefined
    ? take(intent, intent.amount, now, delivery)
    : hold(intent, now, delivery)
}

/** The bank holds the money for a while; one that nobody captures expires. */
function hold(intent: IntentRecord, now: number, delivery: Delivery): Charged {
  const { lastError: _error, holdMs = 0, ...rest } = intent
  const captureBefore = now + holdMs
  const next: IntentRecord = {
    ...{ ...rest, holdMs, status: 'requires_capture', captureBefore },
    ...{ chargeId: newId('ch'), chargedAt: now, due: { at: captureBefore, what: 'expire' } },
  }
  const event = intentEvent('amount_capturable_updated', next, now, delivery)
  return { intent: next, change: { intents: [next], events: [event] } }
}

/** The money is taken: the intent, its event and the ledger's entry in one change. */
export function take(
  intent: IntentRecord,
  amount: number,
  now: number,
  delivery: Delivery = 'once',
): Charged {
  const { due, lastError: _error, ...rest } = intent
  const next: IntentRecord = {
    ...rest,
    status: 'succeeded',
    chargeId: rest.chargeId ?? newId('ch'),
    chargedAt: rest.chargedAt ?? now,
    captured: amount === rest.amount ? undefined : amount,
    due: due?.what === 'dispute' ? due : undefined,
  }
  const { id: intentId, currency, metadata } = next
  const entry: Entry = { kind: 'charge', at: now, intentId, amount, currency, metadata }
  const event = intentEvent('succeeded', next, now, delivery)
  return { intent: next, change: { intents: [next], events: [event], entries: [entry] } }
}

/** The card says no: the intent waits for another payment method. */
export function decline(intent: IntentRecord, error: CardError, now: number): Charged {
  const next: IntentRecord = { ...intent, status: 'requires_payment_method', lastError: error }
  const event = intentEvent('payment_failed', next, now)
  return { intent: next, change: { intents: [next], events: [event] } }
}

/** The shopper's answer on the confirmation page. */
export function answerChallenge(
  intent: IntentRecord,
  answer: 'approve' | 'refuse',
  now: number,
): Charged {
  return answer === 'approve' ? succeed(intent, now) : decline(intent, authenticationFailed, now)
}

/** One change out of two that happen together, in order. */
export function merge(first: Change, second: Change): Change {
  const both = <K extends 'intents' | 'refunds' | 'disputes' | 'events' | 'entries'>(kind: K) =>
    [first, second].flatMap((change): readonly unknown[] => change[kind] ?? []) as Change[K]
  return {
    ...{ intents: both('intents'), refunds: both('refunds'), disputes: both('disputes') },
    ...{ events: both('events'), entries: both('entries') },
  }
}

function become(
  intent: IntentRecord,
  status: 'processing' | 'requires_action',
  now: number,
  delivery: Delivery = 'once',
): Charged {
  const { lastError: _error, ...rest } = intent
  const next: IntentRecord = { ...rest, status }
  const event = intentEvent(status, next, now, delivery)
  return { intent: next, change: { intents: [next], events: [event] } }
}
