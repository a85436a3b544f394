import { z } from '@hono/zod-openapi'
import { CursorQuery, Id, jsonAnswer, jsonBody, Money, pageOf } from '../common.ts'
import { internal } from '../operation.ts'
import { PaymentMethod, RefundBasis } from '../orders/schemas.ts'
import { requiredText } from '../schema.ts'
import { ProviderSettlement } from './payout-schemas.ts'
import { outcome, PaymentOutcome, Refund, RefundLine } from './schemas.ts'

const intentParam = { params: z.object({ paymentIntentId: Id }) }

/** The payment as the provider has it: with `refresh`, asks the provider again. Never 404: `unknown` is a value. */
export const readPayment = internal(['orders'], 'GET /internal/payment-intents/{paymentIntentId}', {
  request: { ...intentParam, query: z.object({ refresh: z.stringbool().optional() }) },
  responses: outcome,
})

/**
 * Asks an order for more money than its first payment, once per `purpose` (for example the id of an edit): the intent
 * is `pi_<order>_<purpose>` and has its own attempts and cancel. Without a method it waits for its shopper. `unknown`:
 * the order's first payment does not exist yet. 409 `idempotency_key_reused`: the purpose has another amount.
 */
export const requestFurtherPayment = internal(
  ['orders'],
  'PUT /internal/payment-intents/{paymentIntentId}/further/{purpose}',
  {
    request: {
      params: z.object({ paymentIntentId: Id, purpose: z.string().regex(/^\w{1,40}$/) }),
      body: jsonBody({
        amount: Money,
        paymentMethod: PaymentMethod.optional(),
        /** Taken as it is paid, also where money is held until goods leave: those of the order have left. */
        takeNow: z.boolean().optional(),
      }),
    },
    responses: outcome,
    problems: ['invalid_request', 'transition_refused', 'idempotency_key_reused'],
  },
)

/** Tries to pay again, with the same or another method; each `attempt` number happens once. */
export const retryPayment = internal(
  ['orders'],
  'PUT /internal/payment-intents/{paymentIntentId}/attempts/{attempt}',
  {
    request: {
      params: z.object({
        paymentIntentId: Id,
        attempt: z.coerce.number().int().min(1).max(50),
      }),
      body: jsonBody({ paymentMethod: PaymentMethod }),
    },
    responses: outcome,
  },
)

/**
 * Gives back what an edit took off an order, once per `refundId`, from whichever of its captures can bear it; never more than is
 * left.
 */
export const refundEdit = internal(
  ['orders'],
  'PUT /internal/payment-intents/{paymentIntentId}/edit-refunds/{refundId}',
  {
    request: {
      params: z.object({ paymentIntentId: Id, refundId: Id }),
      body: jsonBody({ amount: Money, reason: z.string().max(200) }),
    },
    responses: outcome,
  },
)

/**
 * Ends all payments of an order, or one further payment by its own id: cancels what is open, gives back what is left of
 * what was taken (as `refundId`, then `refundId_2`), or leaves a tombstone. Repeated, it gives back what is left since; a refund that a bank sent back is left to staff.
 */
export const cancelPayment = internal(
  ['orders'],
  'PUT /internal/payment-intents/{paymentIntentId}/cancel',
  {
    request: {
      ...intentParam,
      body: jsonBody({ refundId: Id, reason: z.string() }),
    },
    responses: outcome,
  },
)

/** Gives back what was paid for lines, as the refund of this id: repeated, it is that one. */
export const refundLines = internal(
  ['shipping'],
  'PUT /internal/payment-intents/{paymentIntentId}/refunds/{refundId}',
  {
    request: {
      params: intentParam.params.extend({ refundId: Id }),
      body: jsonBody({
        lines: z.array(RefundLine).min(1).max(200),
        reason: requiredText(200),
      }),
    },
    responses: { 200: jsonAnswer(Refund, 'The refund') },
    problems: ['invalid_request', 'not_found', 'transition_refused', 'refund_too_large'],
  },
)

/**
 * Gives back what a return comes to, once per `refundId`: of the lines that are not refunded yet the share of what was paid
 * (`bought`), and so much for the delivery, less what is `withheld`; never more than is left of the payment. No refund when
 * nothing is.
 */
export const refundReturn = internal(
  ['orders'],
  'PUT /internal/payment-intents/{paymentIntentId}/returns/{refundId}',
  {
    request: {
      params: z.object({ paymentIntentId: Id, refundId: Id }),
      body: jsonBody({
        lines: z.array(RefundLine).max(200),
        bought: RefundBasis.shape.lines,
        /** In minor units. */
        shipping: z.int().min(0),
        /** Kept for the way back that the shop paid for, in minor units. */
        withheld: z.int().min(0).default(0),
        reason: z.string().max(200),
      }),
    },
    responses: {
      200: jsonAnswer({ payment: PaymentOutcome, refund: Refund.optional() }, 'The refund now'),
    },
  },
)

/** What providers kept and paid out from one day to another in Paris, both included: for the books. */
export const listSettlements = internal(['billing'], 'GET /internal/settlements', {
  request: { query: CursorQuery.extend({ from: z.iso.date(), to: z.iso.date() }) },
  responses: { 200: jsonAnswer(pageOf(ProviderSettlement), 'By when they were made') },
  problems: ['invalid_request'],
})
