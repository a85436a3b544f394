import { toMoney } from './amounts.ts'
import {
  type AuthorizationRecord,
  type Books,
  type CaptureRecord,
  capturesOf,
  type DisputeRecord,
  type EventRecord,
  type OrderRecord,
  type RefundRecord,
  refundsOf,
} from './records.ts'

type Place = { readonly books: Books; readonly url: string }

const instant = (at: number): string => `${new Date(at).toISOString().slice(0, 19)}Z`
const link = (href: string, rel: string, method = 'GET') => ({ href, rel, method })

/** PayPal's order, as its OpenAPI names the fields. */
export function toOrder(order: OrderRecord, { books, url }: Place) {
  const { id, intent, status, amount, currency, referenceId, customId, invoiceId } = order
  const captures = capturesOf(books, id)
  const refunds = captures.flatMap((capture) => refundsOf(books, capture.id))
  const authorizations = [...books.authorizations.values()].filter((one) => one.orderId === id)
  const payments = {
    ...(authorizations.length > 0 && {
      authorizations: authorizations.map((one) => toAuthorization(one, { books, url })),
    }),
    ...(captures.length > 0 && { captures: captures.map((one) => toCapture(one, { books, url })) }),
    ...(refunds.length > 0 && { refunds: refunds.map((one) => toRefund(one, { books, url })) }),
  }
  const unit = {
    reference_id: referenceId,
    amount: toMoney(amount, currency),
    payee: { email_address: 'merchant@comptoir.example', merchant_id: 'MERCHANTSIM01' },
    ...(customId && { custom_id: customId }),
    ...(invoiceId && { invoice_id: invoiceId }),
    ...(Object.keys(payments).length > 0 && { payments }),
  }
  const wasApproved = status === 'APPROVED' || status === 'COMPLETED'
  return {
    ...{ id, intent, status, purchase_units: [unit] },
    ...(order.withSource && { payment_source: { paypal: wasApproved ? payer : {} } }),
    ...(wasApproved && {
      payer: { payer_id: payer.account_id, email_address: payer.email_address },
    }),
    create_time: instant(order.created),
    update_time: instant(order.updated),
    links: orderLinks(order, url),
  }
}

const payer = {
  email_address: 'payer@example.com',
  account_id: 'PAYERSIM00001',
  account_status: 'VERIFIED',
  name: { given_name: 'Camille', surname: 'Martin' },
}

function orderLinks({ id, status, intent, withSource }: OrderRecord, url: string) {
  const self = `${url}/v2/checkout/orders/${id}`
  const links = [link(self, 'self')]
  if (status === 'CREATED' || status === 'PAYER_ACTION_REQUIRED') {
    links.push(link(`${url}/checkoutnow?token=${id}`, withSource ? 'payer-action' : 'approve'))
  }
  if (status === 'APPROVED') {
    const verb = intent === 'CAPTURE' ? 'capture' : 'authorize'
    links.push(link(`${self}/${verb}`, verb, 'POST'))
  }
  return links
}

export function toAuthorization(authorization: AuthorizationRecord, { books, url }: Place) {
  const { id, orderId, status, amount, created, expires } = authorization
  const { currency = 'EUR', customId } = books.orders.get(orderId) ?? {}
  const self = `${url}/v2/payments/authorizations/${id}`
  return {
    ...{ id, status, amount: toMoney(amount, currency), ...(customId && { custom_id: customId }) },
    supplementary_data: { related_ids: { order_id: orderId } },
    expiration_time: instant(expires),
    create_time: instant(created),
    update_time: instant(created),
    links: [
      link(self, 'self'),
      link(`${self}/capture`, 'capture', 'POST'),
      link(`${self}/void`, 'void', 'POST'),
      link(`${self}/reauthorize`, 'reauthorize', 'POST'),
    ],
  }
}

export function toCapture(capture: CaptureRecord, { books, url }: Place) {
  const { id, orderId, authorizationId, amount, fee, isFinal, created } = capture
  const { currency = 'EUR', customId, invoiceId } = books.orders.get(orderId) ?? {}
  const self = `${url}/v2/payments/captures/${id}`
  const status = captureStatus(capture, books)
  return {
    ...{ id, status, amount: toMoney(amount, currency), final_capture: isFinal },
    ...(capture.status === 'PENDING' && { status_details: { reason: 'PENDING_REVIEW' } }),
    ...(customId && { custom_id: customId }),
    ...(invoiceId && { invoice_id: invoiceId }),
    seller_receivable_breakdown: {
      gross_amount: toMoney(amount, currency),
      paypal_fee: toMoney(fee, currency),
      net_amount: toMoney(amount - fee, currency),
    },
    supplementary_data: {
      related_ids: {
        order_id: orderId,
        ...(authorizationId && { authorization_id: authorizationId }),
      },
    },
    create_time: instant(created),
    update_time: instant(created),
    links: [
      link(self, 'self'),
      link(`${self}/refund`, 'refund', 'POST'),
      link(`${url}/v2/checkout/orders/${orderId}`, 'up'),
    ],
  }
}

/** A capture that was given back says so, though it was completed. */
function captureStatus({ id, status, amount }: CaptureRecord, books: Books): string {
  const back = refundsOf(books, id).filter((refund) => refund.status === 'COMPLETED')
  const total = back.reduce((sum, refund) => sum + refund.amount, 0)
  if (status !== 'COMPLETED' || total === 0) return status
  return total < amount ? 'PARTIALLY_REFUNDED' : 'REFUNDED'
}

export function toRefund(refund: RefundRecord, { books, url }: Place) {
  const { id, captureId, status, amount, customId, created } = refund
  const capture = books.captures.get(captureId)
  const { currency = 'EUR' } = books.orders.get(capture?.orderId ?? '') ?? {}
  return {
    ...{ id, status, amount: toMoney(amount, currency), ...(customId && { custom_id: customId }) },
    create_time: instant(created),
    update_time: instant(created),
    links: [
      link(`${url}/v2/payments/refunds/${id}`, 'self'),
      link(`${url}/v2/payments/captures/${captureId}`, 'up'),
    ],
  }
}

export function toDispute(dispute: DisputeRecord, { books, url }: Place) {
  const { id, captureId, status, outcome, reason, amount, created, sellerDue, notes } = dispute
  const order = books.orders.get(books.captures.get(captureId)?.orderId ?? '')
  const currency = order?.currency ?? 'EUR'
  return {
    ...{ dispute_id: id, reason, status, dispute_life_cycle_stage: 'CHARGEBACK' },
    dispute_amount: toMoney(amount, currency),
    disputed_transactions: [{ seller_transaction_id: captureId, custom: order?.customId }],
    ...(outcome && { dispute_outcome: { outcome_code: outcome } }),
    ...(notes && { evidences: [{ evidence_type: 'OTHER', notes, source: 'SUBMITTED_BY_SELLER' }] }),
    seller_response_due_date: instant(sellerDue),
    create_time: instant(created),
    update_time: instant(created),
    links: [link(`${url}/v1/customer/disputes/${id}`, 'self')],
  }
}

export function toEvent(event: EventRecord, url: string) {
  const { id, type, resourceType, summary, resource, created } = event
  return {
    ...{ id, event_version: '1.0', create_time: instant(created), resource_type: resourceType },
    ...{ resource_version: '2.0', event_type: type, summary, resource },
    links: [link(`${url}/v1/notifications/webhooks-events/${id}`, 'self')],
  }
}
