import { z } from '@hono/zod-openapi'
import { IdempotencyHeader, jsonAnswer, jsonBody, Sku } from '../common.ts'
import { Email } from '../email.ts'
import { limits } from '../limits.ts'
import { forUsers, forVisitors } from '../operation.ts'
import { VatIdInput } from '../orders/sale-tax.ts'
import { PaymentMethod } from '../orders/schemas.ts'
import { checkLabel, NewAddress } from '../postal/postal-address.ts'
import { TypedCode } from '../promotions/schemas.ts'
import { Cart, CartQuote, CartTokenHeader, NewCartLine, OpenedCart } from './schemas.ts'

const cartParam = z.object({ cartId: z.string().max(80) })
const usual = ['invalid_request', 'not_found', 'dependency_unavailable'] as const
const changes = [...usual, 'cart_locked', 'transition_refused'] as const

/**
 * Creates a cart or replaces the lines of one: of `cartId` when given, else of the signed-in user's cart.
 * Without either, a guest cart is created.
 */
export const putCart = forVisitors('PutCart', 'PUT /cart', {
  request: {
    headers: CartTokenHeader,
    body: jsonBody({
      cartId: z.string().max(80).optional(),
      lines: z.array(NewCartLine).max(limits.lines),
    }),
  },
  responses: {
    200: jsonAnswer(OpenedCart, 'The cart'),
    201: jsonAnswer(OpenedCart, 'A new cart'),
  },
  problems: changes,
})

/** Opens a cart: the signed-in user's, or a new one. */
export const openCart = forVisitors('OpenCart', 'POST /carts', {
  responses: {
    200: jsonAnswer(OpenedCart, "The user's cart"),
    201: jsonAnswer(OpenedCart, 'A new cart'),
  },
  problems: ['dependency_unavailable'],
})

/** The signed-in user's cart. */
export const readMyCart = forUsers('GetMyCart', 'GET /carts/mine', {
  responses: { 200: jsonAnswer(Cart, 'The cart') },
  problems: ['not_found', 'dependency_unavailable'],
})

/** The same as `GET /carts/{cartId}`. */
export const readCartSingular = forVisitors('GetCartSingular', 'GET /cart/{cartId}', {
  request: { params: cartParam, headers: CartTokenHeader },
  responses: { 200: jsonAnswer(Cart, 'The cart') },
  problems: usual,
})

export const deleteCart = forVisitors('DeleteCart', 'DELETE /cart/{cartId}', {
  request: { params: cartParam, headers: CartTokenHeader },
  responses: { 204: { description: 'The cart is gone' } },
  problems: ['invalid_request', 'not_found', 'cart_locked'],
})

/** Adds to the quantity of the SKU: with an Idempotency-Key once, and a repeat answers the cart as it is now. */
export const addCartLine = forVisitors('AddCartLine', 'POST /carts/{cartId}/lines', {
  request: {
    params: cartParam,
    headers: CartTokenHeader.extend(IdempotencyHeader.partial().shape),
    body: jsonBody(NewCartLine),
  },
  responses: { 200: jsonAnswer(Cart, 'The cart') },
  problems: [...changes, 'idempotency_key_reused'],
})

const lineParams = cartParam.extend({ sku: Sku })

/** Sets the quantity of a line; 0 removes it. */
export const changeCartLine = forVisitors('ChangeCartLine', 'PATCH /carts/{cartId}/lines/{sku}', {
  request: {
    params: lineParams,
    headers: CartTokenHeader,
    body: jsonBody({ quantity: z.int().min(0).max(limits.quantity) }),
  },
  responses: { 200: jsonAnswer(Cart, 'The cart') },
  problems: changes,
})

/** Removes a line; one that is not there is no error. */
export const removeCartLine = forVisitors('RemoveCartLine', 'DELETE /carts/{cartId}/lines/{sku}', {
  request: { params: lineParams, headers: CartTokenHeader },
  responses: { 200: jsonAnswer(Cart, 'The cart') },
  problems: changes,
})

const couponParams = cartParam.extend({ code: TypedCode })

/**
 * Puts a promotion code on the cart; case, spaces and dashes do not matter. A code that nobody has is refused, whatever its
 * form, and so are too many guesses. One that does not apply yet stays: `rejectedCodes` says why.
 */
export const addCartCoupon = forVisitors('AddCartCoupon', 'PUT /carts/{cartId}/coupons/{code}', {
  request: { params: couponParams, headers: CartTokenHeader },
  responses: { 200: jsonAnswer(Cart, 'The cart') },
  problems: [...changes, 'code_refused', 'rate_limited'],
})

/** Takes a code off the cart; one that is not there is no error. */
export const removeCartCoupon = forVisitors(
  'RemoveCartCoupon',
  'DELETE /carts/{cartId}/coupons/{code}',
  {
    request: { params: couponParams, headers: CartTokenHeader },
    responses: { 200: jsonAnswer(Cart, 'The cart') },
    problems: changes,
  },
)

/**
 * Brings a guest cart into the signed-in user's cart: the larger quantity of a SKU wins, other lines are added.
 * The guest cart ends `merged`; repeating it answers the user's cart. Answers the user's cart.
 */
export const mergeCart = forUsers('MergeCart', 'POST /carts/{cartId}/merge', {
  request: { params: cartParam, headers: CartTokenHeader },
  responses: { 200: jsonAnswer(Cart, "The user's cart") },
  problems: [...changes, 'conflict'],
})

/** Country and postal code decide the price; what else is known of the address is checked for the carrier's label. */
const QuotedAddress = NewAddress.partial()
  .required({ countryCode: true, postalCode: true })
  .superRefine(checkLabel)
  .openapi('QuotedAddress')

export const quoteCart = forVisitors('QuoteCart', 'POST /carts/{cartId}/quote', {
  request: {
    params: cartParam,
    headers: CartTokenHeader,
    body: jsonBody({
      shippingAddress: QuotedAddress,
      shippingOptionId: z.string().max(80).optional(),
      /** Of a guest, who will order with it: some promotions count by it. */
      email: Email.optional(),
      /** How it will be paid: some promotions ask for it. */
      paymentProvider: PaymentMethod.shape.provider,
      /** Of a business: checked, and with it no VAT is charged in another member state. */
      vatId: VatIdInput.optional(),
    }),
  },
  responses: { 200: jsonAnswer(CartQuote, 'The quote') },
  problems: [...changes, 'cart_not_orderable', 'no_shipping_option'],
})
