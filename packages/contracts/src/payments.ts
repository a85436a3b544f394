import { createRoute, z } from '@hono/zod-openapi'
import { callers, jsonAnswer, jsonBody, Money } from './common.ts'
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
  ])
  .openapi('PaymentStatus')
export type PaymentStatus = z.infer<typeof PaymentStatus>

/** What the saga may know of a payment. `unknown`: no intent exists (yet). */
export const PaymentOutcome = z
  .object({
    paymentIntentId: z.string(),
    status: PaymentStatus,
    amount: Money.optional(),
    captured: Money.optional(),
    refunded: Money.optional(),
    failureCode: z.string().optional(),
    /** Where the shopper confirms (3DS), when `requires_action`. */
    actionUrl: z.string().optional(),
    attempt: z.int().optional(),
    /** Known once the money was taken. */
    paymentMethod: UsedPaymentMethod.optional(),
  })
  .openapi('PaymentOutcome')
export type PaymentOutcome = z.infer<typeof PaymentOutcome>

const intentParam = { params: z.object({ paymentIntentId: z.string().max(80) }) }
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
      paymentIntentId: z.string().max(80),
      attempt: z.coerce.number().int().min(1).max(50),
    }),
    body: jsonBody(z.object({ paymentMethod: PaymentMethod })),
  },
  responses: outcome,
})

/** Ends a payment: cancels an open intent, refunds a captured one whole (as `refundId`), or leaves a tombstone. */
export const cancelPayment = createRoute({
  method: 'put',
  path: '/internal/payment-intents/{paymentIntentId}/cancel',
  ...callers('orders'),
  request: {
    ...intentParam,
    body: jsonBody(z.object({ refundId: z.string(), reason: z.string() })),
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
})
export const RefundSucceeded = defineEvent('payments', 'RefundSucceeded', RefundFact)
export const RefundFailed = defineEvent(
  'payments',
  'RefundFailed',
  RefundFact.extend({ failureCode: z.string() }),
)
