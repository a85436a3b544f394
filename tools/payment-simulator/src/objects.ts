import type { CardError, EventRecord, IntentRecord, RefundRecord } from './books.ts'

type Json = Record<string, unknown>
export type ObjectContext = { readonly publicUrl: string }

const seconds = (ms: number) => Math.floor(ms / 1000)

/** A record as Stripe's PaymentIntent object. */
export function toPaymentIntent(intent: IntentRecord, { publicUrl }: ObjectContext): Json {
  const received = intent.status === 'succeeded' ? intent.amount : 0
  return {
    id: intent.id,
    object: 'payment_intent',
    amount: intent.amount,
    amount_capturable: 0,
    amount_received: received,
    canceled_at: intent.canceledAt === undefined ? null : seconds(intent.canceledAt),
    cancellation_reason: intent.cancellationReason ?? null,
    capture_method: 'automatic_async',
    client_secret: intent.clientSecret,
    confirmation_method: 'automatic',
    created: seconds(intent.created),
    currency: intent.currency,
    customer: null,
    description: intent.description ?? null,
    last_payment_error: intent.lastError ? toCardError(intent.lastError, intent) : null,
    latest_charge: intent.chargeId ?? null,
    livemode: false,
    metadata: intent.metadata,
    next_action: toNextAction(intent, publicUrl),
    payment_method: intent.paymentMethod ?? null,
    payment_method_types: ['card'],
    status: intent.status,
  }
}

/** A record as Stripe's Refund object. */
export function toRefund(refund: RefundRecord): Json {
  return {
    id: refund.id,
    object: 'refund',
    amount: refund.amount,
    charge: refund.chargeId,
    created: seconds(refund.created),
    currency: refund.currency,
    ...(refund.failureReason ? { failure_reason: refund.failureReason } : {}),
    metadata: refund.metadata,
    payment_intent: refund.intentId,
    reason: refund.reason ?? null,
    receipt_number: null,
    status: refund.status,
  }
}

/** A record as Stripe's Event object, with its object as it was then. */
export function toEvent(event: EventRecord, context: ObjectContext): Json {
  const { snapshot } = event
  const object =
    snapshot.kind === 'intent'
      ? toPaymentIntent(snapshot.record, context)
      : toRefund(snapshot.record)
  return {
    id: event.id,
    object: 'event',
    created: seconds(event.created),
    data: { object },
    livemode: false,
    pending_webhooks: 0,
    request: { id: null, idempotency_key: null },
    type: event.type,
  }
}

/** The error of a payment that the card refused, as it stands in answers and on the intent. */
export function toCardError(error: CardError, intent: IntentRecord): Json {
  return {
    type: 'card_error',
    code: error.code,
    ...(error.declineCode ? { decline_code: error.declineCode } : {}),
    doc_url: `https://stripe.com/docs/error-codes/${error.code.replaceAll('_', '-')}`,
    message: error.message,
    payment_method: { id: intent.paymentMethod, object: 'payment_method', type: 'card' },
  }
}

function toNextAction(intent: IntentRecord, publicUrl: string): Json | null {
  if (intent.status !== 'requires_action') return null
  const url = `${publicUrl}/3ds/${intent.id}?secret=${intent.clientSecret}`
  return { type: 'redirect_to_url', redirect_to_url: { url, return_url: intent.returnUrl ?? null } }
}
