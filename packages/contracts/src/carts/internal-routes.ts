import { z } from '@hono/zod-openapi'
import { callers, Id, jsonAnswer, jsonBody } from '../common.ts'
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
