import { isRefusal, refuse } from '@comptoir/service/problems/refusal'
import Stripe from 'stripe'
import { offeredTypes } from '../payment/offered-methods.ts'
import type { Report } from '../payment/payment.ts'
import type {
  CaptureOrder,
  PaymentProvider,
  ProviderEvent,
  RefundOrder,
  Submission,
} from '../provider/provider.ts'
import type { RefundReport } from '../refunds/refund.ts'
import { answerDispute } from './stripe-disputes.ts'
import { eventTypes, toProviderEvent } from './stripe-event-parsing.ts'
import { readStripeLedger } from './stripe-ledger.ts'
import { failureCodeOf, toRefundReport, toReport } from './stripe-objects.ts'
import { stripeSettlements } from './stripe-settlements.ts'
import { checkWebhookSignature } from './webhook-signature.ts'

export type StripeOptions = {
  /** Stripe itself, or the payment simulator. */
  readonly apiUrl: string
  readonly secretKey: string
  readonly webhookSecret: string
  /** Where the shopper comes back to after a confirmation; `{orderId}` is replaced. */
  readonly returnUrl: string
  /** Asks the provider over something else than the network. */
  readonly fetch?: typeof fetch
}

/** Asks for the charge inside the intent: it says what was really paid with. */
const withCharge = { expand: ['latest_charge'] }

/** Stripe behind our port: one round trip to pay, keys that make every call happen once. */
export function createStripeProvider(options: StripeOptions): PaymentProvider {
  const stripe = createClient(options)

  async function submit(submission: Submission): Promise<Report> {
    const { paymentIntentId, attempt, providerRef } = submission
    const once = { idempotencyKey: `${paymentIntentId}:${attempt}` }
    const method = {
      payment_method: submission.token,
      return_url: options.returnUrl.replace('{orderId}', submission.orderId),
      ...withCharge,
    }
    if (providerRef) return toReport(await stripe.paymentIntents.confirm(providerRef, method, once))
    const intent = await stripe.paymentIntents.create(
      {
        ...method,
        amount: submission.amount,
        currency: submission.currency.toLowerCase(),
        confirm: true,
        ...(submission.hold && { capture_method: 'manual' as const }),
        allowed_payment_method_types: [...offeredTypes],
        metadata: { payment_intent_id: paymentIntentId, order_id: submission.orderId },
      },
      once,
    )
    return toReport(intent)
  }

  return {
    submit: (submission) => submit(submission).catch(reportOf),
    capture: (order) => captureHeld(stripe, order).catch(goneOr(order.providerRef, reportOf)),
    retrieve: (ref) =>
      stripe.paymentIntents
        .retrieve(ref, withCharge)
        .then(toReport)
        .catch(goneOr(ref, unavailable)),
    release: (ref) => stripe.paymentIntents.cancel(ref).then(toReport).catch(goneOr(ref, reportOf)),
    refund: (order) => refund(stripe, order).catch(refundReportOf),
    retrieveRefund: (ref) => stripe.refunds.retrieve(ref).then(toRefundReport).catch(unavailable),
    answerDispute: (reply) => answerDispute(stripe, reply).catch(refusalOf),
    readLedger: (ref) => readStripeLedger(stripe, ref).catch(unavailable),
    /** Stripe confirms by itself: there is nothing to complete, but to look. */
    complete: (ref) => stripe.paymentIntents.retrieve(ref, withCharge).then(toReport),
    async readWebhook(body, { 'stripe-signature': signature }) {
      if (!signature) throw refuse('invalid_request', 'the signature is missing')
      checkWebhookSignature(stripe, { body, signature, secret: options.webhookSecret })
      return toProviderEvent(parseJson(body))
    },
    settlementsSince: (from, afterPage) => stripeSettlements(stripe, { from, afterPage }),
    eventsSince: (from) => listEvents(stripe, from),
  }
}

async function captureHeld(stripe: Stripe, order: CaptureOrder): Promise<Report> {
  const { captureId, providerRef, amount } = order
  const asked = { amount_to_capture: amount, ...withCharge }
  const once = { idempotencyKey: captureId }
  return toReport(await stripe.paymentIntents.capture(providerRef, asked, once))
}

async function refund(stripe: Stripe, order: RefundOrder): Promise<RefundReport> {
  const { refundId, paymentIntentId, providerRef: payment_intent, amount } = order
  const metadata = { refund_id: refundId, payment_intent_id: paymentIntentId }
  const once = { idempotencyKey: refundId }
  return toRefundReport(await stripe.refunds.create({ payment_intent, amount, metadata }, once))
}

/** All events since a time; one that cannot be read is about nothing, and says why. */
async function* listEvents(stripe: Stripe, from: Date): AsyncGenerator<ProviderEvent> {
  const gte = Math.floor(from.getTime() / 1000)
  try {
    const list = stripe.events.list({ created: { gte }, types: [...eventTypes], limit: 100 })
    for await (const event of list) yield listedEvent(event)
  } catch (error) {
    unavailable(error)
  }
}

function listedEvent(event: Stripe.Event): ProviderEvent {
  try {
    return toProviderEvent(event)
  } catch (error) {
    if (!isRefusal(error)) throw error
    return { id: event.id, type: event.type, about: 'nothing', problem: error.message }
  }
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw refuse('invalid_request', 'the body is not JSON')
  }
}

function createClient({ apiUrl, secretKey, fetch }: StripeOptions): Stripe {
  const { protocol, hostname, port } = new URL(apiUrl)
  return new Stripe(secretKey, {
    protocol: protocol === 'http:' ? 'http' : 'https',
    host: hostname,
    port: port || (protocol === 'http:' ? 80 : 443),
    timeout: 10_000,
    maxNetworkRetries: 1,
    telemetry: false,
    ...(fetch && { httpClient: Stripe.createFetchHttpClient(fetch) }),
  })
}

/** A refusal of the provider as a value: a declined card, or an intent that has moved on. */
function reportOf(error: unknown): Report {
  if (!isAnswer(error)) return unavailable(error)
  const { payment_intent: intent, code } = error
  if (intent && code === 'payment_intent_unexpected_state') return toReport(intent)
  const failureCode = failureCodeOf(error)
  return { status: 'failed', failureCode, ...(intent && { providerRef: intent.id }) }
}

/** An intent that the provider does not know can take no money: it counts as cancelled. */
function goneOr(providerRef: string, otherwise: (error: unknown) => Report) {
  return (error: unknown): Report => {
    const isForgotten = isAnswer(error) && error.code === 'resource_missing'
    return isForgotten ? { status: 'cancelled', providerRef } : otherwise(error)
  }
}

function refundReportOf(error: unknown): RefundReport {
  if (!isAnswer(error)) return unavailable(error)
  return { status: 'failed', failureCode: error.code ?? 'refused' }
}

function refusalOf(error: unknown): { failureCode: string } {
  if (!isAnswer(error)) return unavailable(error)
  return { failureCode: error.code ?? 'refused' }
}

function isAnswer(error: unknown): error is Stripe.errors.StripeError {
  const { StripeCardError, StripeInvalidRequestError } = Stripe.errors
  return error instanceof StripeCardError || error instanceof StripeInvalidRequestError
}

/** Everything else may have happened or not: the caller tries again. */
function unavailable(error: unknown): never {
  if (isRefusal(error)) throw error
  if (!(error instanceof Stripe.errors.StripeError)) throw error
  throw refuse('dependency_unavailable', `the payment provider: ${error.type}`)
}
