import { z } from '@hono/zod-openapi'
import { Id, jsonBody } from '../common.ts'
import { internal } from '../operation.ts'
import { PaymentMethod } from '../orders/schemas.ts'
import { outcome } from './schemas.ts'

const intentParam = { params: z.object({ paymentIntentId: Id }) }

/** The payment as the provider has it: with `refresh`, asks the provider again. Never 404: `unknown` is a value. */
export const readPayment = internal(['orders'], 'GET /internal/payment-intents/{paymentIntentId}', {
  request: { ...intentParam, query: z.object({ refresh: z.stringbool().optional() }) },
  responses: outcome,
})

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
 * Ends a payment: cancels an open intent, gives back what is left of a captured one (as `refundId`), or leaves a
 * tombstone. Repeated, it gives back what is left since; a refund that a bank sent back is left to staff.
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
