import { isRefusal, refuse } from '@comptoir/service/problems/refusal'
import { z } from 'zod'
import type { Report } from '../payment/payment.ts'
import type {
  PaymentProvider,
  ProviderEvent,
  ProviderLedger,
  RefundOrder,
  Submission,
  WebhookHeaders,
} from '../provider/provider.ts'
import type { RefundReport } from '../refunds/refund.ts'
import { isPayable, toPayPalAmount } from './paypal-amount.ts'
import {
  createPayPalClient,
  type PayPalClient,
  type PayPalOptions,
  PayPalRefusal,
} from './paypal-client.ts'
import { toProviderEvent } from './paypal-events.ts'
import {
  capturesOf,
  Disputes,
  isTaken,
  Order,
  Refund,
  toLedger,
  toRefundReport,
  toReport,
} from './paypal-objects.ts'

const orderPath = (ref: string) => `/v2/checkout/orders/${encodeURIComponent(ref)}`

/** PayPal behind our port: an order for each attempt, captured once its payer has approved it. */
export function createPayPalProvider(options: PayPalOptions): PaymentProvider {
  const call = createPayPalClient(options)
  const read = (ref: string) => call(orderPath(ref), Order)

  async function submit(submission: Submission): Promise<Report> {
    const { paymentIntentId, attempt, amount, currency } = submission
    if (!isPayable(amount, currency))
      return { status: 'failed', failureCode: 'amount_not_supported' }
    const body = orderOf(submission, options)
    const once = `${paymentIntentId}:${attempt}`
    return toReport(await call('/v2/checkout/orders', Order, { method: 'POST', body, once }))
  }

  async function complete(providerRef: string): Promise<Report> {
    const once = `capture:${providerRef}`
    const done = call(`${orderPath(providerRef)}/capture`, Order, { method: 'POST', once })
    return toReport(await done.catch((error) => alreadyOr(error, () => read(providerRef))))
  }

  /** An order cannot be called off at PayPal: it takes nothing as long as nobody captures it, and ends by itself. */
  async function release(providerRef: string): Promise<Report> {
    const report = toReport(await read(providerRef))
    const isOpen = report.status === 'requires_action' || report.status === 'approved'
    return isOpen ? { status: 'cancelled', providerRef } : report
  }

  async function refund({
    refundId,
    providerRef,
    amount,
    currency,
  }: RefundOrder): Promise<RefundReport> {
    const [capture] = capturesOf(await read(providerRef)).filter(isTaken)
    if (!capture) return { status: 'failed', failureCode: 'nothing_to_refund' }
    const body = { amount: toPayPalAmount(amount, currency), custom_id: refundId }
    const path = `/v2/payments/captures/${capture.id}/refund`
    return toRefundReport(await call(path, Refund, { method: 'POST', body, once: refundId }))
  }

  return {
    submit: (submission) => submit(submission).catch(reportOf),
    complete: (ref) => complete(ref).catch(reportOf),
    retrieve: (ref) => read(ref).then(toReport).catch(goneOr(ref)),
    release: (ref) => release(ref).catch(goneOr(ref)),
    refund: (order) => refund(order).catch(refundReportOf),
    retrieveRefund: (ref) =>
      call(`/v2/payments/refunds/${ref}`, Refund).then(toRefundReport).catch(unavailable),
    readLedger: (ref) => readLedger(call, ref).catch(unavailable),
    readWebhook: (body, headers) => readWebhook(call, { body, headers, options }),
    eventsSince: (from) => listEvents(call, { from, to: options.clock() }),
  }
}

/** The order with its captures and refunds, and the disputes of each capture. */
async function readLedger(call: PayPalClient, ref: string): Promise<ProviderLedger> {
  const order = await call(orderPath(ref), Order)
  const disputes = capturesOf(order).map(({ id }) =>
    call(`/v1/customer/disputes?disputed_transaction_id=${id}`, Disputes),
  )
  return toLedger(
    order,
    (await Promise.all(disputes)).flatMap(({ items }) => items),
  )
}

function orderOf(submission: Submission, { returnUrl }: PayPalOptions) {
  const { paymentIntentId, orderId, amount, currency, attempt } = submission
  const back = new URL(returnUrl.replace('{orderId}', orderId))
  const cancelled = new URL(back)
  cancelled.searchParams.set('paypal', 'cancelled')
  const experience = { user_action: 'PAY_NOW', shipping_preference: 'NO_SHIPPING' }
  return {
    intent: 'CAPTURE',
    purchase_units: [
      {
        ...{ reference_id: 'default', custom_id: paymentIntentId },
        invoice_id: `${paymentIntentId}-${attempt}`,
        amount: toPayPalAmount(amount, currency),
      },
    ],
    payment_source: {
      paypal: {
        experience_context: { ...experience, return_url: back.href, cancel_url: cancelled.href },
      },
    },
  }
}

type Webhook = {
  readonly body: string
  readonly headers: WebhookHeaders
  readonly options: PayPalOptions
}

const Verified = z.looseObject({ verification_status: z.string() })

/**
 * PayPal itself says whether a webhook is its own; what it does not confirm is refused with `invalid_request`. The event
 * goes back as it came, byte for byte: written anew, its signature may not fit.
 */
async function readWebhook(
  call: PayPalClient,
  { body, headers, options }: Webhook,
): Promise<ProviderEvent> {
  const event = parseJson(body)
  const verification = {
    auth_algo: headers['paypal-auth-algo'],
    cert_url: headers['paypal-cert-url'],
    transmission_id: headers['paypal-transmission-id'],
    transmission_sig: headers['paypal-transmission-sig'],
    transmission_time: headers['paypal-transmission-time'],
    webhook_id: options.webhookId,
  }
  if (Object.values(verification).some((value) => value === undefined)) throw notSigned()
  const path = '/v1/notifications/verify-webhook-signature'
  const { verification_status: status } = await call(path, Verified, {
    method: 'POST',
    body: `${JSON.stringify(verification).slice(0, -1)},"webhook_event":${body}}`,
  }).catch((error: unknown) => {
    throw error instanceof PayPalRefusal ? notSigned() : error
  })
  if (status !== 'SUCCESS') throw notSigned()
  return await toProviderEvent(event, call).catch(unavailable)
}

const notSigned = () => refuse('invalid_request', 'PayPal did not sign it')

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    throw refuse('invalid_request', 'the body is not JSON')
  }
}

const Events = z.looseObject({
  events: z
    .array(z.looseObject({ id: z.string(), event_type: z.string().default('') }))
    .default([]),
  links: z.array(z.looseObject({ href: z.string(), rel: z.string() })).default([]),
})

/** All events since a time, newest first; one that cannot be read is about nothing, and says why. */
async function* listEvents(
  call: PayPalClient,
  { from, to }: { readonly from: Date; readonly to: Date },
): AsyncGenerator<ProviderEvent> {
  const range = new URLSearchParams({
    start_time: from.toISOString(),
    end_time: to.toISOString(),
    page_size: '300',
  })
  let next: string | undefined = `/v1/notifications/webhooks-events?${range}`
  while (next !== undefined) {
    const page: z.output<typeof Events> = await call(next, Events).catch(unavailable)
    for (const event of page.events) yield await listedEvent(event, call)
    const link = page.links.find(({ rel }) => rel === 'next')?.href
    next = link && new URL(link).pathname + new URL(link).search
  }
}

async function listedEvent(
  event: z.output<typeof Events>['events'][number],
  call: PayPalClient,
): Promise<ProviderEvent> {
  return await toProviderEvent(event, call).catch((error: unknown) => {
    if (error instanceof PayPalRefusal || (isRefusal(error) && error.code === 'invalid_request')) {
      return { id: event.id, type: event.event_type, about: 'nothing', problem: error.message }
    }
    throw error
  })
}

async function alreadyOr<T>(error: unknown, read: () => Promise<T>): Promise<T> {
  if (error instanceof PayPalRefusal && error.issue === 'ORDER_ALREADY_CAPTURED')
    return await read()
  throw error
}

/** A refusal of PayPal as a value, for example a declined instrument. */
function reportOf(error: unknown): Report {
  if (error instanceof PayPalRefusal)
    return { status: 'failed', failureCode: error.issue.toLowerCase() }
  throw error
}

/** An order that PayPal does not know any more can take no money. */
const goneOr =
  (providerRef: string) =>
  (error: unknown): Report => {
    if (error instanceof PayPalRefusal && error.status === 404)
      return { status: 'cancelled', providerRef }
    return unavailable(error)
  }

function refundReportOf(error: unknown): RefundReport {
  if (error instanceof PayPalRefusal)
    return { status: 'failed', failureCode: error.issue.toLowerCase() }
  throw error
}

/** Everything else may have happened or not: the caller tries again. */
function unavailable(error: unknown): never {
  if (error instanceof PayPalRefusal)
    throw refuse('dependency_unavailable', `PayPal: ${error.issue}`)
  throw error
}
