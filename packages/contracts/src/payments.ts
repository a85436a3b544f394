import { createRoute, z } from '@hono/zod-openapi'
import { callers, Id, jsonAnswer, jsonBody, Money, Quantity, Sku } from './common.ts'
import { defineEvent } from './event.ts'
import { PaymentMethod, UsedPaymentMethod } from './orders.ts'

export const PaymentStatus = z
  .enum([
    'unknown',
    'processing',
    'requires_action',
    'failed',
    'succeeded',
    'cancelled',
    'partially_refunded',
    'refunded',
    'disputed',
  ])
  .openapi('PaymentStatus')
export type PaymentStatus = z.infer<typeof PaymentStatus>

/**
 * Who gave money back: staff, a cancelled order, someone at the provider (its dashboard), or staff by other means
 * than the provider (`outside`, for example a bank transfer).
 */
export const RefundOrigin = z
  .enum(['staff', 'cancellation', 'provider', 'outside'])
  .openapi('RefundOrigin')
export type RefundOrigin = z.infer<typeof RefundOrigin>

/** How many of a line of the order are refunded. */
export const RefundLine = z.object({ sku: Sku, quantity: Quantity }).openapi('RefundLine')
export type RefundLine = z.infer<typeof RefundLine>

/** What becomes of the goods of an order that is refunded whole before it is sent. */
export const RefundedGoods = z
  .object({
    /** The goods go back on sale; else they are written off. */
    restock: z.boolean(),
    /** The parcel leaves all the same: the goods are a gift. */
    keepShipping: z.boolean(),
  })
  .openapi('RefundedGoods')
export type RefundedGoods = z.infer<typeof RefundedGoods>

/** Where the money of a payment is: sums over all of its refunds and disputes. */
export const PaymentSums = z
  .object({
    captured: Money,
    /** Given back for good, by whatever means. */
    refundedTotal: Money,
    /** On its way back. */
    pendingTotal: Money,
    /** With the provider while a dispute is open, or lost in one. */
    disputedTotal: Money,
    /** Was given back once, and is with the shop again: the refund failed afterwards. */
    owedTotal: Money,
    /** What staff chose for the goods, when all is refunded. */
    goods: RefundedGoods.optional(),
  })
  .openapi('PaymentSums')
export type PaymentSums = z.infer<typeof PaymentSums>

/** What the saga may know of a payment. `unknown`: no intent exists (yet). */
export const PaymentOutcome = z
  .object({
    paymentIntentId: z.string(),
    status: PaymentStatus,
    amount: Money.optional(),
    captured: Money.optional(),
    refunded: Money.optional(),
    sums: PaymentSums.optional(),
    /** Version of the payment: what is older than what one knows is ignored. */
    version: z.int().optional(),
    failureCode: z.string().optional(),
    /** Where the shopper confirms (3DS), when `requires_action`. */
    actionUrl: z.string().optional(),
    attempt: z.int().optional(),
    /** Known once the money was taken. */
    paymentMethod: UsedPaymentMethod.optional(),
  })
  .openapi('PaymentOutcome')
export type PaymentOutcome = z.infer<typeof PaymentOutcome>

const intentParam = { params: z.object({ paymentIntentId: Id }) }
const outcome = { 200: jsonAnswer(PaymentOutcome, 'The payment now') }

/** The payment as the provider has it: with `refresh`, asks the provider again. Never 404: `unknown` is a value. */
export const readPayment = createRoute({
  method: 'get',
  path: '/internal/payment-intents/{paymentIntentId}',
  ...callers('orders'),
  request: { ...intentParam, query: z.object({ refresh: z.stringbool().optional() }) },
  responses: outcome,
})

/** Tries to pay again, with the same or another method; each `attempt` number happens once. */
export const retryPayment = createRoute({
  method: 'put',
  path: '/internal/payment-intents/{paymentIntentId}/attempts/{attempt}',
  ...callers('orders'),
  request: {
    params: z.object({
      paymentIntentId: Id,
      attempt: z.coerce.number().int().min(1).max(50),
    }),
    body: jsonBody(z.object({ paymentMethod: PaymentMethod })),
  },
  responses: outcome,
})

/**
 * Ends a payment: cancels an open intent, gives back what is left of a captured one (as `refundId`), or leaves a
 * tombstone. Repeated, it gives back what is left since; a refund that a bank sent back is left to staff.
 */
export const cancelPayment = createRoute({
  method: 'put',
  path: '/internal/payment-intents/{paymentIntentId}/cancel',
  ...callers('orders'),
  request: {
    ...intentParam,
    body: jsonBody(z.object({ refundId: Id, reason: z.string() })),
  },
  responses: outcome,
})

const PaymentFact = z.object({
  orderId: z.string(),
  paymentIntentId: z.string(),
  amount: Money,
  attempt: z.int(),
})
export const PaymentIntentCreated = defineEvent('payments', 'PaymentIntentCreated', PaymentFact)
export const PaymentRequiresAction = defineEvent(
  'payments',
  'PaymentRequiresAction',
  PaymentFact.extend({ actionUrl: z.string() }),
)
export const PaymentSucceeded = defineEvent(
  'payments',
  'PaymentSucceeded',
  PaymentFact.extend({ paymentMethod: UsedPaymentMethod.optional() }),
)
export const PaymentFailed = defineEvent(
  'payments',
  'PaymentFailed',
  PaymentFact.extend({ failureCode: z.string() }),
)
export const PaymentCancelled = defineEvent('payments', 'PaymentCancelled', PaymentFact)

const RefundFact = z.object({
  orderId: z.string(),
  paymentIntentId: z.string(),
  refundId: z.string(),
  amount: Money,
  reason: z.string(),
  origin: RefundOrigin.optional(),
  lines: z.array(RefundLine).optional(),
  ...PaymentSums.partial().shape,
})
/** `creditTotal`: how much of it no earlier refund was credited for; the rest makes a failed refund good. */
export const RefundSucceeded = defineEvent(
  'payments',
  'RefundSucceeded',
  RefundFact.extend({ creditTotal: Money.optional() }),
)
/** The provider refused a refund, or gave the money back to us after it had succeeded. */
export const RefundFailed = defineEvent(
  'payments',
  'RefundFailed',
  RefundFact.extend({ failureCode: z.string() }),
)

const DisputeFact = z.object({
  orderId: z.string(),
  paymentIntentId: z.string(),
  disputeId: z.string(),
  amount: Money,
  reason: z.string(),
  ...PaymentSums.partial().shape,
})
/** The shopper's bank took money back; the provider keeps it until the dispute is closed. */
export const DisputeOpened = defineEvent('payments', 'DisputeOpened', DisputeFact)
export const DisputeClosed = defineEvent(
  'payments',
  'DisputeClosed',
  DisputeFact.extend({ outcome: z.enum(['won', 'lost']) }),
)
