import { z } from 'zod'
import { invalidRequest } from '../api/errors.ts'
import type { Form } from '../api/form.ts'
import {
  Amount,
  type Context,
  find,
  newEvent,
  type Outcome,
  readParams,
} from '../api/operations.ts'
import { type DisputeKind, disputeOf } from '../cards/test-cards.ts'
import { newId } from './ids.ts'
import { toDispute } from './objects.ts'
import {
  type Change,
  type DisputeRecord,
  disputesOf,
  type Entry,
  type IntentRecord,
  refundableOf,
} from './records.ts'

const OpenParams = z.strictObject({
  payment_intent: z.string().min(1),
  amount: Amount.refine((amount) => amount > 0, 'must be greater than or equal to 1').optional(),
  reason: z.enum(['fraudulent', 'product_not_received', 'duplicate', 'general']).optional(),
  inquiry: z.enum(['true', 'false']).optional(),
})

const UpdateParams = z.strictObject({
  evidence: z.record(z.string(), z.string().max(20_000)).optional(),
  metadata: z.record(z.string(), z.string()).optional(),
  submit: z.enum(['true', 'false']).default('true'),
})

/** POST /disputes, the simulator's own: a cardholder disputes a charge. */
export function createDispute(form: Form, context: Context): Outcome {
  const params = readParams(OpenParams, form)
  const { books } = context
  const intent = find(books.intents, 'payment_intent', params.payment_intent, 'payment_intent')
  const left = refundableOf(books, intent)
  const amount = params.amount ?? left
  if (disputesOf(books, intent.id).length > 0 || amount > left || left === 0) {
    throw invalidRequest(`Of this PaymentIntent (${intent.id}), ${amount} cannot be disputed.`)
  }
  const { reason = 'fraudulent', inquiry } = params
  const change = openDispute(intent, amount, { reason, inquiry: inquiry === 'true' }, context.now)
  return outcomeOf(change)
}

/** What the test token of a charge asks for when its time has come; nothing when there is nothing left to dispute. */
export function openDueDispute(intent: IntentRecord, context: Context): Change {
  const { due: _due, ...rest } = intent
  const amount = refundableOf(context.books, intent)
  // a cardholder disputes a charge once
  const isDisputed = disputesOf(context.books, intent.id).length > 0
  if (amount === 0 || isDisputed) return { intents: [rest] }
  const kind = disputeOf(intent.paymentMethod)
  return { ...openDispute(intent, amount, kind, context.now), intents: [rest] }
}

/** POST /v1/disputes/:id: Stripe's test texts win or lose at once, any other goes to review. */
export function updateDispute(id: string, form: Form, context: Context): Outcome {
  const { evidence, submit } = readParams(UpdateParams, form)
  const before = findOpen(id, context)
  const given = evidence && { ...before.evidence, ...evidence }
  const dispute: DisputeRecord = given ? { ...before, evidence: given } : before
  if (evidence === undefined || submit === 'false') return outcomeOf({ disputes: [dispute] })
  if (before.status === 'under_review' || (before.dueBy ?? Infinity) < context.now) {
    const message = `Evidence for this dispute (${id}) is not taken any more.`
    throw invalidRequest(message, { code: 'dispute_evidence_not_taken' })
  }
  const text = evidence['uncategorized_text']
  if (text === 'winning_evidence') return outcomeOf(win(dispute, context))
  if (text === 'losing_evidence') return outcomeOf(lose(dispute, context))
  const next: DisputeRecord = { ...dispute, status: 'under_review' }
  return outcomeOf({ disputes: [next], events: [eventOf('updated', next, context.now)] })
}

/** POST /disputes/:id/decide, the simulator's own: the bank decides, whatever the shop said. */
export function decideDispute(id: string, form: Form, context: Context): Outcome {
  const { outcome } = readParams(z.strictObject({ outcome: z.enum(['won', 'lost']) }), form)
  const dispute = findOpen(id, context)
  return outcomeOf(outcome === 'won' ? win(dispute, context) : lose(dispute, context))
}

/** POST /v1/disputes/:id/close: the shop gives in. */
export function closeDispute(id: string, form: Form, context: Context): Outcome {
  readParams(z.strictObject({}), form)
  return outcomeOf(lose(findOpen(id, context), context))
}

/** Nine days, as for most card networks. */
const answerWithinMs = 9 * 24 * 3_600_000

function openDispute(
  intent: IntentRecord,
  amount: number,
  { reason, inquiry }: DisputeKind,
  now: number,
): Change {
  const dispute: DisputeRecord = {
    id: newId('du'),
    intentId: intent.id,
    chargeId: intent.chargeId ?? '',
    amount,
    currency: intent.currency,
    status: inquiry ? 'warning_needs_response' : 'needs_response',
    reason,
    created: now,
    dueBy: now + answerWithinMs,
  }
  const created = eventOf('created', dispute, now)
  if (inquiry) return { disputes: [dispute], events: [created] }
  const events = [created, eventOf('funds_withdrawn', dispute, now)]
  return { disputes: [dispute], events, entries: [entryOf('dispute', dispute, now)] }
}

function win(dispute: DisputeRecord, { now }: Context): Change {
  if (isInquiry(dispute)) return end({ ...dispute, status: 'warning_closed' }, now)
  const next: DisputeRecord = { ...dispute, status: 'won' }
  const change = end(next, now)
  return {
    ...change,
    events: [...(change.events ?? []), eventOf('funds_reinstated', next, now)],
    entries: [entryOf('dispute_reversal', next, now)],
  }
}

function lose(dispute: DisputeRecord, { now }: Context): Change {
  return end({ ...dispute, status: isInquiry(dispute) ? 'warning_closed' : 'lost' }, now)
}

function end(next: DisputeRecord, now: number): Change {
  return { disputes: [next], events: [eventOf('closed', next, now)] }
}

function findOpen(id: string, { books }: Context): DisputeRecord {
  const dispute = find(books.disputes, 'dispute', id)
  if (!['won', 'lost', 'warning_closed'].includes(dispute.status)) return dispute
  throw invalidRequest(`This dispute (${id}) is closed.`, { code: 'dispute_closed' })
}

const eventOf = (type: string, record: DisputeRecord, now: number) =>
  newEvent(`charge.dispute.${type}`, { kind: 'dispute', record }, now)

const isInquiry = ({ status }: DisputeRecord): boolean => status.startsWith('warning_')

function outcomeOf(change: Change): Outcome {
  const [dispute] = change.disputes ?? []
  return { status: 200, body: dispute && toDispute(dispute), change }
}

function entryOf(kind: Entry['kind'], dispute: DisputeRecord, now: number): Entry {
  const { intentId, id: disputeId, amount, currency } = dispute
  return { kind, at: now, intentId, disputeId, amount, currency, metadata: {} }
}
