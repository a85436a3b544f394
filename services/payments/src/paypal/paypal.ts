import type { Report } from '../payment/payment.ts'
import type {
  PaymentProvider,
  ProviderLedger,
  RefundOrder,
  Submission,
} from '../provider/provider.ts'
import type { RefundReport } from '../refunds/refund.ts'
import { isPayable, toPayPalAmount } from './paypal-amount.ts'
import {
  createPayPalClient,
  type PayPalClient,
  type PayPalOptions,
  PayPalRefusal,
} from './paypal-client.ts'
import { answerDispute } from './paypal-disputes.ts'
import { captureHeld, orderPath, release } from './paypal-held.ts'
import { listEvents, readWebhook, unavailable } from './paypal-notifications.ts'
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
import { paypalSettlements } from './paypal-settlements.ts'

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

  async function complete(providerRef: string, { hold } = { hold: false }): Promise<Report> {
    const verb = hold ? 'authorize' : 'capture'
    const once = `${verb}:${providerRef}`
    const done = call(`${orderPath(providerRef)}/${verb}`, Order, { method: 'POST', once })
    return toReport(await done.catch((error) => alreadyOr(error, () => read(providerRef))))
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
    complete: (ref, how) => complete(ref, how).catch(reportOf),
    capture: (order) => captureHeld(call, order).then(toReport).catch(reportOf),
    retrieve: (ref) => read(ref).then(toReport).catch(goneOr(ref)),
    release: (ref) => release(call, ref).catch(goneOr(ref)),
    refund: (order) => refund(order).catch(refundReportOf),
    retrieveRefund: (ref) =>
      call(`/v2/payments/refunds/${ref}`, Refund).then(toRefundReport).catch(unavailable),
    answerDispute: (reply) => answerDispute(call, reply),
    readLedger: (ref) => readLedger(call, ref).catch(unavailable),
    readWebhook: (body, headers) => readWebhook(call, { body, headers, options }),
    settlementsSince: (from, afterPage) =>
      paypalSettlements(call, { from, afterPage, now: options.clock() }),
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
  const { paymentIntentId, orderId, amount, currency, attempt, hold } = submission
  const back = new URL(returnUrl.replace('{orderId}', orderId))
  const cancelled = new URL(back)
  cancelled.searchParams.set('paypal', 'cancelled')
  const experience = { user_action: 'PAY_NOW', shipping_preference: 'NO_SHIPPING' }
  return {
    intent: hold ? 'AUTHORIZE' : 'CAPTURE',
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

async function alreadyOr<T>(error: unknown, read: () => Promise<T>): Promise<T> {
  const known = ['ORDER_ALREADY_CAPTURED', 'ORDER_ALREADY_AUTHORIZED']
  if (error instanceof PayPalRefusal && known.includes(error.issue)) return await read()
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
