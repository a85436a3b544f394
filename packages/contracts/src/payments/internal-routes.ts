import { z } from '@hono/zod-openapi'
import { callers, Id, jsonBody } from '../common.ts'
import { operation } from '../operation.ts'
import { PaymentMethod } from '../orders/schemas.ts'
import { outcome } from './schemas.ts'

const intentParam = { params: z.object({ paymentIntentId: Id }) }

/** The payment as the provider has it: with `refresh`, asks the provider again. Never 404: `unknown` is a value. */
export const readPayment = operation('get', '/internal/payment-intents/{paymentIntentId}', {
  ...callers('orders'),
  request: { ...intentParam, query: z.object({ refresh: z.stringbool().optional() }) },
  responses: outcome,
})

/** Tries to pay again, with the same or another method; each `attempt` number happens once. */
export const retryPayment = operation(
  'put',
  '/internal/payment-intents/{paymentIntentId}/attempts/{attempt}',
  {
    ...callers('orders'),
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
export const cancelPayment = operation(
  'put',
  '/internal/payment-intents/{paymentIntentId}/cancel',
  {
    ...callers('orders'),
    request: {
      ...intentParam,
      body: jsonBody({ refundId: Id, reason: z.string() }),
    },
    responses: outcome,
  },
)
