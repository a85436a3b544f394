import { createRoute, z } from '@hono/zod-openapi'
import {
  CursorQuery,
  forRoles,
  IdempotencyHeader,
  Instant,
  jsonAnswer,
  jsonBody,
  Money,
  pageOf,
  problemAnswers,
  signedIn,
} from './common.ts'
import { UsedPaymentMethod } from './orders.ts'
import { PaymentStatus, RefundedGoods, RefundLine, RefundOrigin } from './payments.ts'

export const RefundStatus = z.enum(['pending', 'succeeded', 'failed']).openapi('RefundStatus')
export type RefundStatus = z.infer<typeof RefundStatus>

/** Money given back. One that has succeeded can still fail later: the money is then with the shop again. */
export const Refund = z
  .object({
    id: z.string(),
    paymentIntentId: z.string(),
    orderId: z.string(),
    amount: Money,
    reason: z.string(),
    status: RefundStatus,
    origin: RefundOrigin,
    lines: z.array(RefundLine).optional(),
    goods: RefundedGoods.optional(),
    /** Of money that was given back by other means: the transfer, the cheque. */
    reference: z.string().optional(),
    failureCode: z.string().optional(),
    /** The provider's id of the refund. */
    providerRef: z.string().optional(),
    requestedAt: Instant,
    settledAt: Instant.optional(),
  })
  .openapi('Refund')
export type Refund = z.infer<typeof Refund>

/** Money that the shopper's bank took back; the provider returns it when the dispute is won. */
export const Dispute = z
  .object({
    /** The provider's id of the dispute. */
    id: z.string(),
    amount: Money,
    status: z.enum(['open', 'won', 'lost']),
    reason: z.string(),
    openedAt: Instant,
    closedAt: Instant.optional(),
  })
  .openapi('Dispute')
export type Dispute = z.infer<typeof Dispute>

/** One try to take the money. */
export const PaymentAttempt = z
  .object({
    number: z.int().min(1),
    /** The provider's token of the method; never card data. */
    token: z.string(),
    startedAt: Instant,
    failureCode: z.string().optional(),
  })
  .openapi('PaymentAttempt')
export type PaymentAttempt = z.infer<typeof PaymentAttempt>

/** The payment of an order: what is asked, what was taken, what went back. */
export const PaymentIntent = z
  .object({
    id: z.string(),
    orderId: z.string(),
    userId: z.string(),
    status: PaymentStatus,
    amount: Money,
    captured: Money,
    refunded: Money,
    /** What can still be refunded. */
    refundable: Money,
    /** Taken back by the shopper's bank, while a dispute is open or when it is lost. */
    disputed: Money,
    /** Was given back once and is with the shop again, since a refund failed afterwards: staff give it back anew. */
    refundOwed: Money,
    provider: z.string(),
    /** The provider's id of the intent. */
    providerRef: z.string().optional(),
    failureCode: z.string().optional(),
    /** Where the shopper confirms (3DS), when `requires_action`. */
    actionUrl: z.string().optional(),
    /** What was really paid with, once the money was taken. */
    paymentMethod: UsedPaymentMethod.optional(),
    attempts: z.array(PaymentAttempt),
    refunds: z.array(Refund),
    disputes: z.array(Dispute),
    createdAt: Instant,
    updatedAt: Instant,
  })
  .openapi('PaymentIntent')
export type PaymentIntent = z.infer<typeof PaymentIntent>

/** How one can pay: what a browser needs to turn the shopper's card into a token at the provider itself. */
export const PaymentMethods = z
  .object({
    provider: z.enum(['stripe']),
    /** `simulator`: no browser library; test tokens such as `pm_card_visa` are the methods. `live`: money moves. */
    mode: z.enum(['simulator', 'test', 'live']),
    /** For the provider's library in the browser; it opens nothing but the making of tokens. */
    publishableKey: z.string().optional(),
    methods: z.array(z.object({ type: z.string() })),
    currencies: z.array(z.string()),
  })
  .openapi('PaymentMethods')
export type PaymentMethods = z.infer<typeof PaymentMethods>

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

/** A refund by staff: an amount, lines of the order, or all that is left when neither is given. */
export const RefundOrder = z
  .object({
    /** In minor units of the payment's currency. */
    amount: z.int().min(1).optional(),
    /** So many of these lines, at their price in the order. */
    lines: z.array(RefundLine).min(1).max(200).optional(),
    reason: z.string().trim().min(1).max(200).default('requested_by_customer'),
    /** Asked when an order that is not sent yet is refunded whole: whether its goods go back on sale. */
    restock: z.boolean().optional(),
    /** Instead of `restock`: the parcel leaves although all is refunded. */
    keepShipping: z.boolean().optional(),
    /** The money was given back by other means than the provider; names the transfer. */
    outside: z.object({ reference: z.string().trim().min(1).max(200) }).optional(),
  })
  .refine(({ amount, lines }) => amount === undefined || lines === undefined, {
    path: ['lines'],
    message: 'either amount or lines',
  })
  .openapi('RefundOrder')
export type RefundOrder = z.output<typeof RefundOrder>

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
