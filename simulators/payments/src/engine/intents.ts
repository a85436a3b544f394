import { z } from 'zod'
import { invalidRequest } from '../api/errors.ts'
import type { Form } from '../api/form.ts'
import {
  Amount,
  type Context,
  find,
  Metadata,
  type Outcome,
  readParams,
} from '../api/operations.ts'
import { charge, intentEvent, merge, take } from './charging.ts'
import { newId } from './ids.ts'
import { toCardError, toCharge, toPaymentIntent } from './objects.ts'
import { type Change, type IntentRecord, stateOf } from './records.ts'

const flag = z.enum(['true', 'false']).transform((text) => text === 'true')
const Token = z.string().regex(/^[A-Za-z]\w{0,99}$/)

const Expand = z.record(z.string(), z.literal('latest_charge')).optional()

const CreateParams = z.strictObject({
  amount: Amount.refine((amount) => amount > 0, 'must be greater than or equal to 1'),
  currency: z
    .string()
    .regex(/^[A-Za-z]{3}$/)
    .transform((code) => code.toLowerCase()),
  confirm: flag.default(false),
  payment_method: Token.optional(),
  capture_method: z.enum(['automatic', 'automatic_async', 'manual']).optional(),
  payment_method_types: z.record(z.string(), z.literal('card')).optional(),
  allowed_payment_method_types: z.record(z.string(), z.literal('card')).optional(),
  automatic_payment_methods: z
    .strictObject({ enabled: flag, allow_redirects: z.enum(['always', 'never']).optional() })
    .optional(),
  return_url: z.url().optional(),
  description: z.string().max(1000).optional(),
  metadata: Metadata,
  expand: Expand,
})

const ConfirmParams = z.strictObject({
  payment_method: Token.optional(),
  return_url: z.url().optional(),
  expand: Expand,
})

const CancelParams = z.strictObject({
  cancellation_reason: z
    .enum(['duplicate', 'fraudulent', 'requested_by_customer', 'abandoned'])
    .optional(),
  expand: Expand,
})

const CaptureParams = z.strictObject({
  amount_to_capture: Amount.refine((amount) => amount > 0, 'must be at least 1').optional(),
  metadata: Metadata,
  expand: Expand,
})

const confirmable = new Set(['requires_payment_method', 'requires_confirmation', 'requires_action'])
const cancellable = new Set([...confirmable, 'requires_capture'])

/** GET /v1/payment_intents/:id. */
export function readIntent(id: string, form: Form, context: Context) {
  const { expand } = readParams(z.strictObject({ expand: Expand }), form)
  return show(find(context.books.intents, 'payment_intent', id), context, expand)
}

/** POST /v1/payment_intents, confirmed in the same breath when asked. */
export function createIntent(form: Form, context: Context): Outcome {
  const params = readParams(CreateParams, form)
  const id = newId('pi')
  const intent: IntentRecord = {
    id,
    amount: params.amount,
    currency: params.currency,
    status: params.payment_method ? 'requires_confirmation' : 'requires_payment_method',
    created: context.now,
    clientSecret: `${id}_secret_${newId('s').slice(2)}`,
    metadata: params.metadata,
    holdMs: params.capture_method === 'manual' ? context.authorisationMs : undefined,
    paymentMethod: params.payment_method,
    returnUrl: params.return_url,
    description: params.description,
  }
  const events = [intentEvent('created', intent, context.now, 'none')]
  if (!params.confirm) {
    const body = toPaymentIntent(intent, context)
    return { status: 200, body, change: { intents: [intent], events } }
  }
  if (!intent.paymentMethod) throw missingMethod(intent, context)
  return chargeNow(intent, { events }, context, params.expand)
}

/** POST /v1/payment_intents/:id/confirm, with the same or another payment method. */
export function confirmIntent(id: string, form: Form, context: Context): Outcome {
  const params = readParams(ConfirmParams, form)
  const intent = find(context.books.intents, 'payment_intent', id, 'intent')
  if (!confirmable.has(intent.status)) throw unexpectedState(intent, context, 'confirm')
  const method = params.payment_method ?? intent.paymentMethod
  if (!method) throw missingMethod(intent, context)
  const returnUrl = params.return_url ?? intent.returnUrl
  return chargeNow({ ...intent, paymentMethod: method, returnUrl }, {}, context, params.expand)
}

/** POST /v1/payment_intents/:id/cancel: refused once the money is moving. */
export function cancelIntent(id: string, form: Form, context: Context): Outcome {
  const params = readParams(CancelParams, form)
  const intent = find(context.books.intents, 'payment_intent', id, 'intent')
  if (!cancellable.has(intent.status)) throw unexpectedState(intent, context, 'cancel')
  const { next, change } = giveUp(intent, params.cancellation_reason, context.now)
  return { status: 200, body: toPaymentIntent(next, context), change }
}

/** POST /v1/payment_intents/:id/capture: takes held money, all of it or less; what is left of it is let go. */
export function captureIntent(id: string, form: Form, context: Context): Outcome {
  const params = readParams(CaptureParams, form)
  const intent = find(context.books.intents, 'payment_intent', id, 'intent')
  if (intent.status !== 'requires_capture') throw unexpectedState(intent, context, 'capture')
  const amount = params.amount_to_capture ?? intent.amount
  if (amount > intent.amount) {
    const message = `The amount (${amount}) is more than the amount authorized (${intent.amount}).`
    throw invalidRequest(message, { code: 'amount_too_large', param: 'amount_to_capture' })
  }
  const metadata = { ...intent.metadata, ...params.metadata }
  const taken = take({ ...intent, metadata, due: undefined }, amount, context.now)
  return { status: 200, body: show(taken.intent, context, params.expand), change: taken.change }
}

/** POST /authorisations/:id/expire, the simulator's own: the time of held money is over. */
export function expireIntentNow(id: string, context: Context): Outcome {
  const intent = find(context.books.intents, 'payment_intent', id, 'intent')
  if (intent.status !== 'requires_capture') throw unexpectedState(intent, context, 'expire')
  const { next, change } = giveUp(intent, 'automatic', context.now)
  return { status: 200, body: toPaymentIntent(next, context), change }
}

/** Gives an intent up: held money is free again. `automatic` is Stripe's word for one whose time is over. */
export function giveUp(intent: IntentRecord, cancellationReason: string | undefined, now: number) {
  const { due: _due, ...rest } = intent
  const next: IntentRecord = { ...rest, status: 'canceled', canceledAt: now, cancellationReason }
  const change: Change = { intents: [next], events: [intentEvent('canceled', next, now)] }
  return { next, change }
}

function chargeNow(
  intent: IntentRecord,
  before: Change,
  context: Context,
  expand: z.output<typeof Expand>,
): Outcome {
  const charged = charge(intent, context)
  const change = merge(before, charged.change)
  const body = show(charged.intent, context, expand)
  const refused = charged.intent.lastError
  if (!refused || charged.intent.status !== 'requires_payment_method')
    return { status: 200, body, change }
  const error = { ...toCardError(refused, charged.intent), payment_intent: body }
  return { status: 402, body: { error }, change }
}

/** The intent, its charge inside when that is asked for. */
function show(intent: IntentRecord, context: Context, expand: z.output<typeof Expand>) {
  const shown = toPaymentIntent(intent, context)
  if (!expand || intent.chargeId === undefined) return shown
  return { ...shown, latest_charge: toCharge(intent, stateOf(context.books, intent)) }
}

function unexpectedState(intent: IntentRecord, context: Context, verb: string, why?: string) {
  const because = why ?? `it has a status of ${intent.status}`
  return invalidRequest(`You cannot ${verb} this PaymentIntent because ${because}.`, {
    code: 'payment_intent_unexpected_state',
    payment_intent: toPaymentIntent(intent, context),
  })
}

const missingMethod = (intent: IntentRecord, context: Context) =>
  unexpectedState(intent, context, 'confirm', 'it is missing a payment method')
