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
import { charge, intentEvent, merge } from './charging.ts'
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

const confirmable = new Set(['requires_payment_method', 'requires_confirmation', 'requires_action'])

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
  if (!confirmable.has(intent.status)) throw unexpectedState(intent, context, 'cancel')
  const next: IntentRecord = {
    ...intent,
    status: 'canceled',
    canceledAt: context.now,
    cancellationReason: params.cancellation_reason,
  }
  const event = intentEvent('canceled', next, context.now)
  const body = toPaymentIntent(next, context)
  return { status: 200, body, change: { intents: [next], events: [event] } }
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
