import { createRoute, z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody, maybeSignedIn, problemAnswers, Sku, signedIn } from '../common.ts'
import { limits } from '../limits.ts'
import { checkLabel, NewAddress } from '../postal/postal-address.ts'
import { Cart, CartQuote, CartTokenHeader, NewCartLine, OpenedCart } from './schemas.ts'

const cartParam = z.object({ cartId: z.string().max(80) })
const common = { tags: ['carts'], security: maybeSignedIn }
const usual = ['invalid_request', 'not_found', 'dependency_unavailable'] as const
const changes = [...usual, 'cart_locked', 'transition_refused'] as const

/**
 * Creates a cart or replaces the lines of one: of `cartId` when given, else of the signed-in user's cart.
 * Without either, a guest cart is created.
 */
export const putCart = createRoute({
  operationId: 'PutCart',
  method: 'put',
  path: '/cart',
  ...common,
  request: {
    headers: CartTokenHeader,
    body: jsonBody(
      z.object({
        cartId: z.string().max(80).optional(),
        lines: z.array(NewCartLine).max(limits.lines),
      }),
    ),
  },
  responses: {
    200: jsonAnswer(OpenedCart, 'The cart'),
    201: jsonAnswer(OpenedCart, 'A new cart'),
    ...problemAnswers(...changes),
  },
})

/** Opens a cart: the signed-in user's, or a new one. */
export const openCart = createRoute({
  operationId: 'OpenCart',
  method: 'post',
  path: '/carts',
  ...common,
  responses: {
    200: jsonAnswer(OpenedCart, "The user's cart"),
    201: jsonAnswer(OpenedCart, 'A new cart'),
    ...problemAnswers('dependency_unavailable'),
  },
})

/** The signed-in user's cart. */
export const readMyCart = createRoute({
  operationId: 'GetMyCart',
  method: 'get',
  path: '/carts/mine',
  tags: ['carts'],
  security: signedIn,
  responses: {
    200: jsonAnswer(Cart, 'The cart'),
    ...problemAnswers('unauthenticated', 'not_found', 'dependency_unavailable'),
  },
})

/** The same as `GET /carts/{cartId}`. */
export const readCartSingular = createRoute({
  operationId: 'GetCartSingular',
  method: 'get',
  path: '/cart/{cartId}',
  ...common,
  request: { params: cartParam, headers: CartTokenHeader },
  responses: { 200: jsonAnswer(Cart, 'The cart'), ...problemAnswers(...usual) },
})

export const deleteCart = createRoute({
  operationId: 'DeleteCart',
  method: 'delete',
  path: '/cart/{cartId}',
  ...common,
  request: { params: cartParam, headers: CartTokenHeader },
  responses: {
    204: { description: 'The cart is gone' },
    ...problemAnswers('invalid_request', 'not_found', 'cart_locked'),
  },
})

/** Adds to the quantity of the SKU. */
export const addCartLine = createRoute({
  operationId: 'AddCartLine',
  method: 'post',
  path: '/carts/{cartId}/lines',
  ...common,
  request: { params: cartParam, headers: CartTokenHeader, body: jsonBody(NewCartLine) },
  responses: { 200: jsonAnswer(Cart, 'The cart'), ...problemAnswers(...changes) },
})

const lineParams = cartParam.extend({ sku: Sku })

/** Sets the quantity of a line; 0 removes it. */
export const changeCartLine = createRoute({
  operationId: 'ChangeCartLine',
  method: 'patch',
  path: '/carts/{cartId}/lines/{sku}',
  ...common,
  request: {
    params: lineParams,
    headers: CartTokenHeader,
    body: jsonBody(z.object({ quantity: z.int().min(0).max(limits.quantity) })),
  },
  responses: { 200: jsonAnswer(Cart, 'The cart'), ...problemAnswers(...changes) },
})

/** Removes a line; one that is not there is no error. */
export const removeCartLine = createRoute({
  operationId: 'RemoveCartLine',
  method: 'delete',
  path: '/carts/{cartId}/lines/{sku}',
  ...common,
  request: { params: lineParams, headers: CartTokenHeader },
  responses: { 200: jsonAnswer(Cart, 'The cart'), ...problemAnswers(...changes) },
})

/**
 * Brings a guest cart into the signed-in user's cart: the larger quantity of a SKU wins, other lines are added.
 * The guest cart ends `merged`; repeating it answers the user's cart. Answers the user's cart.
 */
export const mergeCart = createRoute({
  operationId: 'MergeCart',
  method: 'post',
  path: '/carts/{cartId}/merge',
  tags: ['carts'],
  security: signedIn,
  request: { params: cartParam, headers: CartTokenHeader },
  responses: {
    200: jsonAnswer(Cart, "The user's cart"),
    ...problemAnswers(...changes, 'unauthenticated', 'conflict'),
  },
})

/** Country and postal code decide the price; what else is known of the address is checked for the carrier's label. */
const QuotedAddress = NewAddress.partial()
  .required({ countryCode: true, postalCode: true })
  .superRefine(checkLabel)
  .openapi('QuotedAddress')

export const quoteCart = createRoute({
  operationId: 'QuoteCart',
  method: 'post',
  path: '/carts/{cartId}/quote',
  ...common,
  request: {
    params: cartParam,
    headers: CartTokenHeader,
    body: jsonBody(
      z.object({
        shippingAddress: QuotedAddress,
        shippingOptionId: z.string().max(80).optional(),
      }),
    ),
  },
  responses: {
    200: jsonAnswer(CartQuote, 'The quote'),
    ...problemAnswers(...changes, 'cart_not_orderable', 'no_shipping_option'),
  },
})
