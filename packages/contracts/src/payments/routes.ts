import { z } from '@hono/zod-openapi'
import { IdempotencyHeader, jsonAnswer, jsonBody, ofOrdersQuery, pageOf } from '../common.ts'
import { forAnyone, forBuyers, forStaff } from '../operation.ts'
import { PaymentMethod } from '../orders/schemas.ts'
import {
  PaymentIntent,
  PaymentMethods,
  PaymentMethodsQuery,
  PaymentStatus,
  Refund,
  RefundOrder,
} from './schemas.ts'
import { RecordRefundTransfer, RecordTransfer } from './transfer-schemas.ts'

const intentParam = z.object({ paymentIntentId: z.string().max(80) })

/** For everyone, signed in or not. */
export const listPaymentMethods = forAnyone('ListPaymentMethods', 'GET /api/payment-methods', {
  request: { query: PaymentMethodsQuery },
  problems: ['invalid_request'],
  responses: { 200: jsonAnswer(PaymentMethods, 'How one can pay') },
})

/** One's own payments; staff see all. Newest first. */
export const listPaymentIntents = forBuyers('ListPaymentIntents', 'GET /api/payment-intents', {
  request: { query: ofOrdersQuery(PaymentStatus.exclude(['unknown'])) },
  responses: { 200: jsonAnswer(pageOf(PaymentIntent), 'Payments') },
  problems: ['invalid_request'],
})

export const readPaymentIntent = forBuyers(
  'GetPaymentIntent',
  'GET /api/payment-intents/{paymentIntentId}',
  {
    request: { params: intentParam },
    responses: { 200: jsonAnswer(PaymentIntent, 'The payment') },
    problems: ['not_found'],
  },
)

/** Pays a further payment of an order, again after a refusal; the first one is paid with the order (`PayOrder`). */
export const payFurtherIntent = forBuyers(
  'PayFurtherIntent',
  'POST /api/payment-intents/{paymentIntentId}/attempts',
  {
    request: {
      params: intentParam,
      headers: IdempotencyHeader,
      body: jsonBody({ paymentMethod: PaymentMethod }),
    },
    responses: { 200: jsonAnswer(PaymentIntent, 'The payment after the attempt') },
    problems: [
      'invalid_request',
      'not_found',
      'transition_refused',
      'request_running',
      'idempotency_key_reused',
      'dependency_unavailable',
    ],
  },
)

/**
 * Staff give money back: all that is left, a part, or lines. Repeated with its key, it happens once. Refunding an order
 * whole that is not sent yet stops it, and needs `restock` or `keepShipping`: 409 `goods_undecided` names them.
 */
export const createRefund = forStaff(
  'CreateRefund',
  'POST /api/payment-intents/{paymentIntentId}/refunds',
  {
    request: {
      params: intentParam,
      headers: IdempotencyHeader,
      body: jsonBody(RefundOrder),
    },
    responses: {
      201: jsonAnswer(Refund, 'The refund; `pending` while the provider has not answered'),
    },
    problems: [
      'invalid_request',
      'not_found',
      'transition_refused',
      'refund_too_large',
      'goods_undecided',
      'conflict',
      'request_running',
      'idempotency_key_reused',
      'dependency_unavailable',
    ],
  },
)

/** Staff take the held money of an order before its first parcel leaves, for example since it expires. Repeated, it is taken. */
export const capturePayment = forStaff(
  'CapturePayment',
  'POST /api/payment-intents/{paymentIntentId}/capture',
  {
    request: { params: intentParam },
    responses: {
      200: jsonAnswer(PaymentIntent, 'The payment; `authorised` until the provider answers'),
    },
    problems: ['not_found', 'transition_refused', 'dependency_unavailable'],
  },
)

export const readRefund = forBuyers('GetRefund', 'GET /api/refunds/{refundId}', {
  request: { params: z.object({ refundId: z.string().max(80) }) },
  responses: { 200: jsonAnswer(Refund, 'The refund') },
  problems: ['not_found'],
})

/**
 * Staff note a transfer that the shop's bank booked: money that came, or excess that was sent back. The order is paid once what came
 * covers its amount. What comes for an order that is paid, or has ended, is excess. Repeated with its key, it is noted once.
 */
export const recordTransfer = forStaff(
  'RecordTransfer',
  'POST /api/payment-intents/{paymentIntentId}/transfers',
  {
    request: { params: intentParam, headers: IdempotencyHeader, body: jsonBody(RecordTransfer) },
    responses: { 201: jsonAnswer(PaymentIntent, 'The payment with its transfers') },
    problems: [
      'invalid_request',
      'not_found',
      'transition_refused',
      'refund_too_large',
      'idempotency_key_reused',
    ],
  },
)

/** Staff note that they sent a refund of a transfer: it is `pending` until then. Repeated, it is the same. */
export const recordRefundTransfer = forStaff(
  'RecordRefundTransfer',
  'POST /api/refunds/{refundId}/transfer',
  {
    request: {
      params: z.object({ refundId: z.string().max(80) }),
      body: jsonBody(RecordRefundTransfer),
    },
    responses: { 200: jsonAnswer(Refund, 'The refund') },
    problems: ['invalid_request', 'not_found', 'transition_refused'],
  },
)

/** What the provider tells by itself: the raw body is checked against its signature before it is read. */
export const receiveStripeWebhook = forAnyone('ReceiveStripeWebhook', 'POST /api/webhooks/stripe', {
  request: { headers: z.object({ 'stripe-signature': z.string().max(1000).optional() }) },
  responses: {
    200: jsonAnswer({ received: z.literal(true) }, 'Received, now or before'),
  },
  problems: ['invalid_request', 'dependency_unavailable'],
})

const transmission = z.string().max(2000).optional()

/** What PayPal tells by itself: PayPal is asked whether it sent it, before anything is read. */
export const receivePayPalWebhook = forAnyone('ReceivePayPalWebhook', 'POST /api/webhooks/paypal', {
  request: {
    headers: z.object({
      'paypal-auth-algo': transmission,
      'paypal-cert-url': transmission,
      'paypal-transmission-id': transmission,
      'paypal-transmission-sig': transmission,
      'paypal-transmission-time': transmission,
    }),
  },
  responses: {
    200: jsonAnswer({ received: z.literal(true) }, 'Received, now or before'),
  },
  problems: ['invalid_request', 'not_found', 'dependency_unavailable'],
})
