import { z } from '@hono/zod-openapi'
import { callers, Id, Instant, jsonAnswer, jsonBody } from '../common.ts'
import { forVisitors, internal } from '../operation.ts'
import { Cart, CartTokenHeader } from './schemas.ts'

/** The cart with today's prices. Owned carts: their owner only; guest carts: with their token. Others: 404. */
export const readCart = forVisitors('GetCart', 'GET /carts/{cartId}', {
  ...callers('orders'),
  request: { params: z.object({ cartId: z.string().max(80) }), headers: CartTokenHeader },
  responses: { 200: jsonAnswer(Cart, 'The cart') },
  problems: ['invalid_request', 'not_found', 'dependency_unavailable'],
})

/** Locks a cart for its order as soon as that is written; its events do the same later. */
export const lockCart = internal(['orders'], 'PUT /internal/carts/{cartId}/lock', {
  request: { params: z.object({ cartId: Id }), body: jsonBody({ orderId: Id }) },
  responses: { 204: { description: 'No change of the cart is taken any more' } },
})

/** Whether a cart is still as it was when it was abandoned, for who reminds of it; `not_found` once it is changed, ordered or gone. */
export const readAbandonedCart = internal(
  ['notifications'],
  'GET /internal/carts/{cartId}/abandonments/{updatedAt}',
  {
    request: { params: z.object({ cartId: Id, updatedAt: Instant }) },
    responses: { 200: jsonAnswer({ cartId: z.string() }, 'It is as it was') },
    problems: ['not_found'],
  },
)
