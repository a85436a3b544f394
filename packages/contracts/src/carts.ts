import { createRoute, z } from '@hono/zod-openapi'
import {
  Instant,
  jsonAnswer,
  LocalizedText,
  Money,
  maybeSignedIn,
  problemAnswers,
  Quantity,
  Sku,
} from './common.ts'
import { defineEvent } from './event.ts'
import { Totals } from './orders.ts'

/** A cart line with today's price; `flags` say what changed since it was added. */
export const CartLine = z
  .object({
    sku: Sku,
    productId: z.string(),
    quantity: Quantity,
    title: LocalizedText,
    unitPrice: Money,
    gross: Money,
    imagePath: z.string().optional(),
    flags: z.array(z.enum(['price_changed', 'unavailable'])),
  })
  .openapi('CartLine')
export type CartLine = z.infer<typeof CartLine>

export const Cart = z
  .object({
    cartId: z.string(),
    ownerUserId: z.string().optional(),
    status: z.enum(['active', 'locked', 'converted', 'merged']),
    mergedInto: z.string().optional(),
    currency: z.string(),
    lines: z.array(CartLine),
    totals: Totals,
    version: z.int(),
    createdAt: Instant,
    updatedAt: Instant,
    expiresAt: Instant,
  })
  .openapi('Cart')
export type Cart = z.infer<typeof Cart>

/** A guest proves the cart is theirs by the token that its creation answered (`cart-token` header). */
export const CartTokenHeader = z.object({ 'cart-token': z.string().max(100).optional() })

/** The cart with today's prices. Owned carts: their owner only; guest carts: with their token. Others: 404. */
export const readCart = createRoute({
  operationId: 'GetCart',
  method: 'get',
  path: '/carts/{cartId}',
  security: maybeSignedIn,
  request: { params: z.object({ cartId: z.string().max(80) }), headers: CartTokenHeader },
  responses: {
    200: jsonAnswer(Cart, 'The cart'),
    ...problemAnswers('invalid_request', 'not_found', 'dependency_unavailable'),
  },
})

const CartFact = z.object({ cartId: z.string(), ownerUserId: z.string().optional() })
export const CartMerged = defineEvent('carts', 'CartMerged', CartFact.extend({ into: z.string() }))
export const CartConverted = defineEvent(
  'carts',
  'CartConverted',
  CartFact.extend({ orderId: z.string() }),
)
