import { z } from 'zod'
import { type Change, type Entry, type RefundRecord, refundableOf } from './books.ts'
import { invalidRequest } from './errors.ts'
import type { Form } from './form.ts'
import { newId } from './ids.ts'
import { toRefund } from './objects.ts'
import {
  Amount,
  type Context,
  findIntent,
  Metadata,
  type Outcome,
  readParams,
  refundEvent,
} from './operations.ts'
import { refundFails } from './test-cards.ts'

const RefundParams = z.strictObject({
  payment_intent: z.string().min(1),
  amount: Amount.refine((amount) => amount > 0, 'must be greater than or equal to 1').optional(),
  reason: z.enum(['duplicate', 'fraudulent', 'requested_by_customer']).optional(),
  metadata: Metadata,
})

/** POST /v1/refunds: whole or in part, never more than what is left. */
export function createRefund(form: Form, context: Context): Outcome {
  const params = readParams(RefundParams, form)
  const intent = findIntent(context.books, params.payment_intent, 'payment_intent')
  if (intent.chargeId === undefined || intent.status !== 'succeeded') {
    throw invalidRequest(
      `This PaymentIntent (${intent.id}) does not have a successful charge to refund.`,
    )
  }
  const left = refundableOf(context.books, intent)
  if (left === 0) {
    const message = `Charge ${intent.chargeId} has already been refunded.`
    throw invalidRequest(message, { code: 'charge_already_refunded' })
  }
  const amount = params.amount ?? left
  if (amount > left) {
    const message = `Refund amount (${amount}) is greater than unrefunded amount on charge (${left})`
    throw invalidRequest(message, { param: 'amount' })
  }
  const { now } = context
  const failing = refundFails(intent.paymentMethod, context.testCases)
  const refund: RefundRecord = {
    id: newId('re'),
    intentId: intent.id,
    chargeId: intent.chargeId,
    amount,
    currency: intent.currency,
    status: 'succeeded',
    created: now,
    metadata: params.metadata,
    reason: params.reason,
    due: failing ? { at: now + context.refundFailsMs, what: 'fail' } : undefined,
  }
  const events = [refundEvent('created', refund, now)]
  const change = { refunds: [refund], events, entries: [entryOf('refund', refund, now)] }
  return { status: 200, body: toRefund(refund), change }
}

/** A refund that looked done comes back: the money stays with the shop until someone acts. */
export function failRefund(refund: RefundRecord, now: number): Change {
  const { due: _due, ...rest } = refund
  const next: RefundRecord = {
    ...rest,
    status: 'failed',
    failureReason: 'expired_or_canceled_card',
  }
  const events = [refundEvent('failed', next, now)]
  return { refunds: [next], events, entries: [entryOf('refund_reversal', next, now)] }
}

function entryOf(kind: 'refund' | 'refund_reversal', refund: RefundRecord, now: number): Entry {
  const { intentId, id: refundId, amount, currency, metadata } = refund
  return { kind, at: now, intentId, refundId, amount, currency, metadata }
}
