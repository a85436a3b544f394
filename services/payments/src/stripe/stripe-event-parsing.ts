import { refuse } from '@comptoir/service/problems/refusal'
import type Stripe from 'stripe'
import { z } from 'zod'
import type { ProviderEvent } from '../provider/provider.ts'
import { toReport } from './stripe-objects.ts'

/** What the webhook endpoint at Stripe is to be subscribed to; Stripe's lists take up to twenty. */
export const eventTypes = [
  'payment_intent.succeeded',
  'payment_intent.payment_failed',
  'payment_intent.processing',
  'payment_intent.requires_action',
  'payment_intent.canceled',
  'payment_intent.amount_capturable_updated',
  'charge.refunded',
  'charge.refund.updated',
  'refund.created',
  'refund.updated',
  'refund.failed',
  'charge.dispute.created',
  'charge.dispute.updated',
  'charge.dispute.funds_withdrawn',
  'charge.dispute.funds_reinstated',
  'charge.dispute.closed',
] as const

const text = z.string().min(1).max(255)
const metadata = z.record(z.string(), z.string())

const StripeEvent = z.looseObject({
  id: text,
  type: text,
  data: z.looseObject({ object: z.looseObject({ object: z.string().optional() }) }),
})
/** The rest of an intent is read from the provider, not from the event. */
const Intent = z.looseObject({ id: text, status: text, metadata })
/** A refund, a dispute or a charge: each names the intent that the money was taken with. */
const Moved = z.looseObject({
  metadata,
  payment_intent: z.union([text, z.looseObject({ id: text })]).nullish(),
})
const MovedRefund = Moved.extend({ metadata: metadata.nullable() })
const movedSchemas = new Map<string, typeof Moved | typeof MovedRefund>([
  ['refund', MovedRefund],
  ['dispute', Moved],
  ['charge', Moved],
])

/**
 * Stripe's event as ours: payouts and whatever else happens in the account are about nothing of ours. Refuses with
 * `invalid_request` what is not one of Stripe's events, by its signature or by its form.
 */
export function toProviderEvent(event: unknown): ProviderEvent {
  const { id, type, data } = parse(StripeEvent, event)
  const { object } = data
  if (object.object === 'payment_intent') return { id, type, ...intentNews(object) }
  const movesMoney = object.object !== 'charge' || type === 'charge.refunded'
  const schema = movedSchemas.get(object.object ?? '')
  if (!schema || !movesMoney) return { id, type, about: 'nothing' }
  return { id, type, ...ledgerNews(parse(schema, object)) }
}

function intentNews(object: unknown) {
  const intent = parse(Intent, object)
  const paymentIntentId = ownId(intent.metadata)
  if (paymentIntentId === undefined) return { about: 'nothing' } as const
  const { status } = toReport(intent as unknown as Stripe.PaymentIntent)
  return { about: 'payment', paymentIntentId, providerRef: intent.id, status } as const
}

function ledgerNews(moved: z.output<typeof Moved | typeof MovedRefund>) {
  const intent = moved.payment_intent
  const providerRef = typeof intent === 'string' ? intent : intent?.id
  if (providerRef === undefined) return { about: 'nothing' } as const
  return { about: 'ledger', paymentIntentId: ownId(moved.metadata), providerRef } as const
}

/** Our id of the payment; an account may hold objects of other systems, whatever they write there. */
function ownId(given: z.output<typeof metadata> | null): string | undefined {
  const id = given?.['payment_intent_id']
  return id !== undefined && /^pi_\w{1,77}$/.test(id) ? id : undefined
}

function parse<T extends z.ZodType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw refuse('invalid_request', `not an event of Stripe: ${issue?.path.join('.') || 'its form'}`)
}
