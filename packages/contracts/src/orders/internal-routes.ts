import { z } from '@hono/zod-openapi'
import { jsonAnswer } from '../common.ts'
import { internal } from '../operation.ts'
import { RefundBasis } from './schemas.ts'

/** Whether a user has orders that are not ended: accounts asks before it deletes. */
export const countOpenOrders = internal(['accounts'], 'GET /internal/users/{userId}/open-orders', {
  request: { params: z.object({ userId: z.string() }) },
  responses: { 200: jsonAnswer({ open: z.int() }, 'Open orders') },
})

export const readRefundBasis = internal(
  ['payments'],
  'GET /internal/orders/{orderId}/refund-basis',
  {
    request: { params: z.object({ orderId: z.string().max(80) }) },
    responses: { 200: jsonAnswer(RefundBasis, 'The order as a refund sees it') },
    problems: ['not_found'],
  },
)
