import { createRoute, z } from '@hono/zod-openapi'
import {
  CursorQuery,
  forRoles,
  IdempotencyHeader,
  jsonAnswer,
  jsonBody,
  pageOf,
  problemAnswers,
  signedIn,
} from '../common.ts'
import { PaymentIntent, PaymentMethods, PaymentStatus, Refund, RefundOrder } from './schemas.ts'

const tags = ['payments']
const intentParam = z.object({ paymentIntentId: z.string().max(80) })

/** For everyone, signed in or not. */
export const listPaymentMethods = createRoute({
  operationId: 'ListPaymentMethods',
  method: 'get',
  path: '/api/payment-methods',
  tags,
  responses: { 200: jsonAnswer(PaymentMethods, 'How one can pay') },
})

/** One's own payments; staff see all. Newest first. */
export const listPaymentIntents = createRoute({
  operationId: 'ListPaymentIntents',
  method: 'get',
  path: '/api/payment-intents',
  tags,
  security: signedIn,
  request: {
    query: CursorQuery.extend({
      status: PaymentStatus.exclude(['unknown']).optional(),
      orderId: z.string().max(80).optional(),
      /** Staff: payments of this user. */
      userId: z.string().max(80).optional(),
    }),
  },
  responses: {
    200: jsonAnswer(pageOf(PaymentIntent), 'Payments'),
    ...problemAnswers('invalid_request', 'unauthenticated'),
  },
})

export const readPaymentIntent = createRoute({
  operationId: 'GetPaymentIntent',
  method: 'get',
  path: '/api/payment-intents/{paymentIntentId}',
  tags,
  security: signedIn,
  request: { params: intentParam },
  responses: {
    200: jsonAnswer(PaymentIntent, 'The payment'),
    ...problemAnswers('unauthenticated', 'not_found'),
  },
})

/**
 * Staff give money back: all that is left, a part, or lines. Repeated with its key, it happens once. Refunding an order
 * whole that is not sent yet stops it, and needs `restock` or `keepShipping`: 409 `goods_undecided` names them.
 */
export const createRefund = createRoute({
  operationId: 'CreateRefund',
  method: 'post',
  path: '/api/payment-intents/{paymentIntentId}/refunds',
  tags,
  ...forRoles('staff', 'admin'),
  request: {
    params: intentParam,
    headers: IdempotencyHeader,
    body: jsonBody(RefundOrder),
  },
  responses: {
    201: jsonAnswer(Refund, 'The refund; `pending` while the provider has not answered'),
    ...problemAnswers(
      'invalid_request',
      'unauthenticated',
      'forbidden',
      'not_found',
      'transition_refused',
      'refund_too_large',
      'goods_undecided',
      'conflict',
      'request_running',
      'idempotency_key_reused',
      'dependency_unavailable',
    ),
  },
})

export const readRefund = createRoute({
  operationId: 'GetRefund',
  method: 'get',
  path: '/api/refunds/{refundId}',
  tags,
  security: signedIn,
  request: { params: z.object({ refundId: z.string().max(80) }) },
  responses: {
    200: jsonAnswer(Refund, 'The refund'),
    ...problemAnswers('unauthenticated', 'not_found'),
  },
})

/** What the provider tells by itself: the raw body is checked against its signature before it is read. */
export const receiveStripeWebhook = createRoute({
  operationId: 'ReceiveStripeWebhook',
  method: 'post',
  path: '/api/webhooks/stripe',
  tags,
  request: { headers: z.object({ 'stripe-signature': z.string().max(1000).optional() }) },
  responses: {
    200: jsonAnswer(z.object({ received: z.literal(true) }), 'Received, now or before'),
    ...problemAnswers('invalid_request', 'dependency_unavailable'),
  },
})
