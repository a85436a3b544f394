import { createRoute, z } from '@hono/zod-openapi'
import {
  callers,
  Id,
  Instant,
  jsonAnswer,
  jsonBody,
  LocalizedText,
  Money,
  maybeSignedIn,
  problemAnswers,
  Quantity,
  Sku,
} from './common.ts'
import { defineEvent } from './event.ts'
import { Totals } from './orders.ts'

/** Why a line cannot be ordered: not on sale, no VAT rate for its tax class there, or dearer than the shop may sell. */
export const LineProblem = z
  .enum(['unavailable', 'no_tax_rate', 'price_too_high'])
  .openapi('LineProblem')
export type LineProblem = z.infer<typeof LineProblem>

/**
 * A cart line with today's price; `flags` say what changed since it was added. A line with a `problem` does not count
 * in the totals, and the cart cannot be ordered with it.
 */
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
    problem: LineProblem.optional(),
  })
  .openapi('CartLine')
export type CartLine = z.infer<typeof CartLine>

export const Cart = z
  .object({
    cartId: z.string(),
    ownerUserId: z.string().optional(),
    status: z.enum(['active', 'locked', 'converted', 'merged']),
    mergedInto: z
      .string()
      .optional()
      .openapi({ description: 'Of a merged cart, to the owner of the other one only' }),
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

/** Locks a cart for its order as soon as that is written; its events do the same later. */
export const lockCart = createRoute({
  method: 'put',
  path: '/internal/carts/{cartId}/lock',
  ...callers('orders'),
  request: { params: z.object({ cartId: Id }), body: jsonBody(z.object({ orderId: Id })) },
  responses: { 204: { description: 'No change of the cart is taken any more' } },
})

const CartFact = z.object({ cartId: z.string(), ownerUserId: z.string().optional() })
export const CartMerged = defineEvent('carts', 'CartMerged', CartFact.extend({ into: z.string() }))
export const CartConverted = defineEvent(
  'carts',
  'CartConverted',
  CartFact.extend({ orderId: z.string() }),
)
