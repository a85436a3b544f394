import { z } from '@hono/zod-openapi'
import { priceFacts } from '../catalog/price-list-schemas.ts'
import { Instant, LocalizedText, Money, Quantity, Sku } from '../common.ts'
import { SaleTax } from '../orders/sale-tax.ts'
import { Totals } from '../orders/schemas.ts'
import { AppliedPromotion, Discount, PromotionCode, RejectedCode } from '../promotions/schemas.ts'
import { oneOf, schema } from '../schema.ts'
import { ShippingOption } from '../shipping/schemas.ts'

/** Why a line cannot be ordered: not on sale, no VAT rate for its tax class there, or dearer than the shop may sell. */
export const LineProblem = oneOf('LineProblem', ['unavailable', 'no_tax_rate', 'price_too_high'])
export type LineProblem = z.infer<typeof LineProblem>

/**
 * A cart line with today's price; `flags` say what changed since it was added, for everyone. A line with a `problem` does not count
 * in the totals, and the cart cannot be ordered with it.
 */
export const CartLine = schema('CartLine', {
  sku: Sku,
  productId: z.string(),
  quantity: Quantity,
  title: LocalizedText,
  /** What the cart's owner pays for one of so many. */
  unitPrice: Money,
  ...priceFacts,
  /** What the line costs, after its discounts. */
  gross: Money,
  discounts: z.array(Discount).optional(),
  imagePath: z.string().optional(),
  flags: z.array(z.enum(['price_changed', 'unavailable'])),
  /** What it cost when the line was last touched, where that changed; not of somebody who has a price of their own. */
  formerPrice: Money.optional(),
  /** How many are left, when they are few, or fewer than the line has. */
  left: z.int().optional(),
  problem: LineProblem.optional(),
})
export type CartLine = z.infer<typeof CartLine>

/**
 * What the cart does without. `customer_prices`: while accounts does not answer, prices are those of everyone. `promotions`:
 * while promotions do not, prices are full ones, and a cart with a code cannot be ordered.
 */
export const CartDegradation = oneOf('CartDegradation', ['customer_prices', 'promotions'])
export type CartDegradation = z.infer<typeof CartDegradation>

/** The promotions of a cart: those that apply, the codes it has, and why a code does not apply. */
const promoted = {
  codes: z.array(PromotionCode).optional(),
  promotions: z.array(AppliedPromotion).optional(),
  rejectedCodes: z.array(RejectedCode).optional(),
}

export const Cart = schema('Cart', {
  cartId: z.string(),
  ownerUserId: z.string().optional(),
  status: z.enum(['active', 'locked', 'converted', 'merged']),
  mergedInto: z
    .string()
    .optional()
    .openapi({ description: 'Of a merged cart, to the owner of the other one only' }),
  currency: z.string(),
  lines: z.array(CartLine),
  degraded: z.array(CartDegradation).optional(),
  ...promoted,
  totals: Totals,
  version: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
  expiresAt: Instant,
})
export type Cart = z.infer<typeof Cart>

/** A guest proves the cart is theirs by the token that its creation answered (`cart-token` header). */
export const CartTokenHeader = z.object({ 'cart-token': z.string().max(100).optional() })

/** A line to put or to add: unknown SKUs and those not on sale are refused. */
export const NewCartLine = schema('NewCartLine', { sku: Sku, quantity: Quantity })
export type NewCartLine = z.infer<typeof NewCartLine>

/** `cartToken`: only when a guest cart is created, and never again. It goes into the `cart-token` header. */
export const OpenedCart = Cart.extend({ cartToken: z.string().optional() }).openapi('OpenedCart')

/** What the cart costs at a destination: `totals.grandTotal` is the `expectedTotal` of its order. */
export const CartQuote = schema('CartQuote', {
  cartId: z.string(),
  lines: z.array(CartLine),
  degraded: z.array(CartDegradation).optional(),
  shippingOptions: z.array(ShippingOption),
  /** The option in the totals: the one asked for, else the first. */
  shippingOptionId: z.string(),
  ...promoted,
  totals: Totals,
  /** The decision about VAT that the totals have. */
  tax: SaleTax.optional(),
})
export type CartQuote = z.infer<typeof CartQuote>
