import { z } from '@hono/zod-openapi'
import { Instant, jsonAnswer } from '../common.ts'
import { internal } from '../operation.ts'
import { RefundBasis } from './schemas.ts'

/** Whether a user has orders that are not ended: accounts asks before it deletes. */
export const countOpenOrders = internal(['accounts'], 'GET /internal/users/{userId}/open-orders', {
  request: { params: z.object({ userId: z.string() }) },
  responses: { 200: jsonAnswer({ open: z.int() }, 'Open orders') },
})

/** Whether a user had an order confirmed, cancelled since or not: for promotions of a first order. */
export const readEarlierOrder = internal(
  ['promotions'],
  'GET /internal/users/{userId}/earlier-order',
  {
    request: { params: z.object({ userId: z.string() }) },
    responses: {
      200: jsonAnswer(
        { earlier: z.object({ orderId: z.string(), orderedAt: Instant }).optional() },
        'A confirmed order, if there is any',
      ),
    },
  },
)

export const readRefundBasis = internal(
  ['payments'],
  'GET /internal/orders/{orderId}/refund-basis',
  {
    request: { params: z.object({ orderId: z.string().max(80) }) },
    responses: { 200: jsonAnswer(RefundBasis, 'The order as a refund sees it') },
    problems: ['not_found'],
  },
)
