import type Stripe from 'stripe'
import { cardOf } from '../cards/card-brands.ts'
import {
  type CardError,
  type ChargeState,
  type DisputeRecord,
  type EventRecord,
  type IntentRecord,
  type RefundRecord,
  receivedOf,
} from './records.ts'

type Json = Record<string, unknown>
export type ObjectContext = { readonly publicUrl: string }

const seconds = (ms: number) => Math.floor(ms / 1000)

/** What is shown of an intent; its error and next action are the subset that a shop reads. */
type IntentShape = Partial<Omit<Stripe.PaymentIntent, 'last_payment_error' | 'next_action'>> & Json

/** A record as Stripe's PaymentIntent object. */
export function toPaymentIntent(intent: IntentRecord, { publicUrl }: ObjectContext) {
  return {
    id: intent.id,
    object: 'payment_intent',
    amount: intent.amount,
    amount_capturable: intent.status === 'requires_capture' ? intent.amount : 0,
    amount_received: receivedOf(intent),
    canceled_at: intent.canceledAt === undefined ? null : seconds(intent.canceledAt),
    cancellation_reason: intent.cancellationReason ?? null,
    capture_method: intent.holdMs === undefined ? 'automatic_async' : 'manual',
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
  } as const satisfies IntentShape
}

/** A record as Stripe's Refund object. */
export function toRefund(refund: RefundRecord) {
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
  } satisfies Partial<Omit<Stripe.Refund, 'reason'>> & Json
}

/** The charge of an intent that succeeded, as Stripe's Charge object. */
export function toCharge(intent: IntentRecord, { refunded, disputed }: ChargeState) {
  const { brand, last4, funding, wallet } = cardOf(intent.paymentMethod)
  const { captureBefore: until } = intent
  const card = {
    ...{ brand, last4, funding, network: brand, country: 'FR', wallet: toWallet(wallet) },
    ...(until !== undefined && { capture_before: seconds(until) }),
  }
  const taken = receivedOf(intent)
  const charge = {
    id: intent.chargeId ?? '',
    object: 'charge',
    amount: intent.amount,
    amount_captured: taken,
    amount_refunded: refunded,
    captured: taken > 0,
    created: seconds(intent.chargedAt ?? intent.created),
    currency: intent.currency,
    customer: null,
    description: intent.description ?? null,
    disputed,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: intent.metadata,
    paid: true,
    payment_intent: intent.id,
    payment_method: intent.paymentMethod ?? null,
    refunded: taken > 0 && refunded === taken,
    status: 'succeeded',
  } as const satisfies Partial<Stripe.Charge>
  return { ...charge, payment_method_details: { type: 'card', card } }
}

/** A record as Stripe's Dispute object. */
export function toDispute(dispute: DisputeRecord) {
  const isOpen = dispute.status.endsWith('needs_response')
  return {
    id: dispute.id,
    object: 'dispute',
    amount: dispute.amount,
    charge: dispute.chargeId,
    created: seconds(dispute.created),
    currency: dispute.currency,
    is_charge_refundable: dispute.status.startsWith('warning_') || dispute.status === 'won',
    livemode: false,
    metadata: {},
    ...evidenceOf(dispute),
    balance_transactions: dispute.status.startsWith('warning_') ? [] : [withdrawalOf(dispute)],
    payment_intent: dispute.intentId,
    reason: dispute.reason,
    status: dispute.status,
    ...(isOpen && { network_reason_code: '10.4' }),
  } satisfies Partial<Omit<Stripe.Dispute, 'balance_transactions' | 'evidence'>> & Json
}

function evidenceOf({ evidence, dueBy }: DisputeRecord) {
  const count = evidence ? 1 : 0
  const due = dueBy === undefined ? null : seconds(dueBy)
  return {
    evidence: evidence ?? {},
    evidence_details: {
      ...{ due_by: due, has_evidence: count > 0, past_due: false, submission_count: count },
      ...{ enhanced_eligibility: {}, submission_method: 'manual' as const },
    },
  }
}

/** What a dispute costs beside its amount: 20 euros, won or lost. */
export const disputeFee = 2_000

const withdrawalOf = ({ id, amount, currency }: DisputeRecord) => ({
  ...{ id: `txn_${id.slice(3)}`, object: 'balance_transaction', type: 'adjustment', currency },
  ...{ amount: -amount, fee: disputeFee, net: -amount - disputeFee },
  ...{ source: id, reporting_category: 'dispute' },
})

/** A record as Stripe's Event object, with its object as it was then. */
export function toEvent(event: EventRecord, context: ObjectContext): Json {
  return {
    id: event.id,
    object: 'event',
    created: seconds(event.created),
    data: { object: objectOf(event.snapshot, context) },
    livemode: false,
    pending_webhooks: 0,
    request: { id: null, idempotency_key: null },
    type: event.type,
  }
}

function objectOf(snapshot: EventRecord['snapshot'], context: ObjectContext) {
  switch (snapshot.kind) {
    case 'intent':
      return toPaymentIntent(snapshot.record, context)
    case 'refund':
      return toRefund(snapshot.record)
    case 'dispute':
      return toDispute(snapshot.record)
    case 'charge':
      return toCharge(snapshot.record, snapshot.moved)
  }
}

const toWallet = (type: 'apple_pay' | 'google_pay' | undefined) =>
  type ? { type, dynamic_last4: null, [type]: {} } : null

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
