import { z } from 'zod'
import { invalidRequest } from '../api/errors.ts'
import type { Form } from '../api/form.ts'
import {
  Amount,
  type Context,
  find,
  findCharge,
  Metadata,
  newEvent,
  type Outcome,
  readParams,
} from '../api/operations.ts'
import { refundFate } from '../cards/test-cards.ts'
import { newId } from './ids.ts'
import { toRefund } from './objects.ts'
import {
  type Books,
  type Change,
  type Due,
  disputesOf,
  type Entry,
  type IntentRecord,
  type RefundRecord,
  refundableOf,
  stateOf,
} from './records.ts'

const RefundParams = z.strictObject({
  payment_intent: z.string().min(1).optional(),
  charge: z.string().min(1).optional(),
  amount: Amount.refine((amount) => amount > 0, 'must be greater than or equal to 1').optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  metadata: Metadata,
})

/** POST /v1/refunds: whole or in part, never more than what is left. Anyone with the key may ask, as in a dashboard. */
export function createRefund(form: Form, context: Context): Outcome {
  const params = readParams(RefundParams, form)
  const { books, now } = context
  const intent = intentToRefund(books, params)
  const fate = refundFate(intent.paymentMethod, context.testCases)
  const refund: RefundRecord = {
    id: newId('re'),
    intentId: intent.id,
    chargeId: intent.chargeId ?? '',
    amount: amountToRefund(books, intent, params.amount),
    currency: intent.currency,
    status: fate === 'succeeds_later' ? 'pending' : 'succeeded',
    created: now,
    metadata: params.metadata,
    reason: params.reason,
    due: dueOf(fate, now + context.refundFailsMs),
  }
  const { refunded, disputed } = stateOf(books, intent)
  const moved = { refunded: refunded + refund.amount, disputed }
  const events = [
    eventOf('refund.created', refund, now),
    newEvent('charge.refunded', { kind: 'charge', record: intent, moved }, now),
    ...(refund.status === 'succeeded' ? [eventOf('refund.updated', refund, now)] : []),
  ]
  const entries = refund.status === 'succeeded' ? [entryOf('refund', refund, now)] : []
  return { status: 200, body: toRefund(refund), change: { refunds: [refund], events, entries } }
}

/** POST /refunds/:id/fail, the simulator's own: the bank of any refund sends the money back. */
export function failRefundNow(id: string, { books, now }: Context): Outcome {
  const refund = find(books.refunds, 'refund', id)
  if (refund.status === 'failed') throw invalidRequest(`This refund (${id}) has failed already.`)
  const change = failRefund(refund, now)
  return { status: 200, body: toRefund(change.refunds?.[0] ?? refund), change }
}

/** A refund that looked done comes back: the money stays with the shop until someone acts. */
export function failRefund({ due: _due, ...refund }: RefundRecord, now: number): Change {
  const failureReason = 'expired_or_canceled_card'
  const next: RefundRecord = { ...refund, status: 'failed', failureReason }
  const events = ['refund.failed', 'refund.updated', 'charge.refund.updated']
  return {
    refunds: [next],
    events: events.map((type) => eventOf(type, next, now)),
    entries: refund.status === 'succeeded' ? [entryOf('refund_reversal', next, now)] : [],
  }
}

/** A pending refund reaches the card. */
export function settleRefund({ due: _due, ...refund }: RefundRecord, now: number): Change {
  const next: RefundRecord = { ...refund, status: 'succeeded' }
  const events = ['refund.updated', 'charge.refund.updated']
  return {
    refunds: [next],
    events: events.map((type) => eventOf(type, next, now)),
    entries: [entryOf('refund', next, now)],
  }
}

/** `type` is the whole name: some events about a refund are named for its charge. */
const eventOf = (type: string, record: RefundRecord, now: number) =>
  newEvent(type, { kind: 'refund', record }, now)

function intentToRefund(
  books: Books,
  { payment_intent: id, charge }: z.output<typeof RefundParams>,
): IntentRecord {
  if (id === undefined && charge === undefined) {
    throw invalidRequest(
      'One of the following params should be provided: payment_intent or charge.',
    )
  }
  const intent =
    id === undefined
      ? findCharge(books, charge ?? '', 'charge')
      : find(books.intents, 'payment_intent', id, 'payment_intent')
  if (intent.chargeId !== undefined && intent.status === 'succeeded') return intent
  throw invalidRequest(
    `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`,
  )
}

function amountToRefund(books: Books, intent: IntentRecord, asked: number | undefined): number {
  const backWithTheBank = ['needs_response', 'under_review', 'lost']
  if (disputesOf(books, intent.id).some(({ status }) => backWithTheBank.includes(status))) {
    const message = `Charge ${intent.chargeId} has been charged back; cannot issue a refund.`
    throw invalidRequest(message, { code: 'charge_disputed' })
  }
  const left = refundableOf(books, intent)
  if (left === 0) {
    const message = `Charge ${intent.chargeId} has already been refunded.`
    throw invalidRequest(message, { code: 'charge_already_refunded' })
  }
  const amount = asked ?? left
  if (amount <= left) return amount
  const message = `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`
  throw invalidRequest(message, { param: 'amount' })
}

function dueOf(fate: ReturnType<typeof refundFate>, at: number): Due | undefined {
  if (fate === 'succeeds') return undefined
  return { at, what: fate === 'fails_later' ? 'fail' : 'succeed' }
}

function entryOf(kind: 'refund' | 'refund_reversal', refund: RefundRecord, now: number): Entry {
  const { intentId, id: refundId, amount, currency, metadata } = refund
  return { kind, at: now, intentId, refundId, amount, currency, metadata }
}
