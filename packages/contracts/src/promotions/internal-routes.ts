import { z } from '@hono/zod-openapi'
import { Id, jsonAnswer, jsonBody, Money, Quantity, Sku } from '../common.ts'
import { limits } from '../limits.ts'
import { internal } from '../operation.ts'
import { schema } from '../schema.ts'
import {
  AppliedPromotion,
  Discount,
  PromotionCode,
  RefusedPromotion,
  RejectedCode,
  TypedCode,
} from './schemas.ts'

/** A cart as promotions judge it. A SKU stands in one line only; prices are those that the shopper sees. */
export const PromotableCart = schema('PromotableCart', {
  currency: z.string(),
  lines: z
    .array(
      z.object({
        sku: Sku,
        productId: z.string(),
        categoryIds: z.array(z.string()).default([]),
        brand: z.string().optional(),
        vendorId: z.string().optional(),
        quantity: Quantity,
        unitPrice: Money,
      }),
    )
    .max(200),
  shipping: Money.optional(),
  /** Nobody for a guest whose email is not known yet; for one with an email, `userId` is the key of the email. */
  customer: z
    .object({
      userId: z.string(),
      status: z.string(),
      tags: z.array(z.string()).default([]),
      /** Finds earlier orders of the same email, placed with an account or without. */
      emailKey: z.string().optional(),
    })
    .optional(),
  countryCode: z.string().optional(),
  paymentMethod: z.string().optional(),
  codes: z.array(TypedCode).max(10).default([]),
  /**
   * Who has just typed one of the codes, from where: codes that do not exist then count as guesses of both. Left out when a
   * cart is read again. `shopper` is the user, or the cart of a guest.
   */
  attempt: z.object({ shopper: z.string().max(120), address: z.string().max(64) }).optional(),
})
export type PromotableCart = z.infer<typeof PromotableCart>

/** What promotions take off a cart. Lines without a discount are left out. */
export const CartDiscounts = schema('CartDiscounts', {
  lines: z.array(z.object({ sku: Sku, discounts: z.array(Discount) })),
  shipping: z.array(Discount),
  applied: z.array(AppliedPromotion),
  rejected: z.array(RejectedCode),
})
export type CartDiscounts = z.infer<typeof CartDiscounts>

/** Applies the promotions of this moment to a cart, from memory. */
export const evaluateCart = internal(['carts', 'orders'], 'POST /internal/promotions/evaluate', {
  request: { body: jsonBody(PromotableCart) },
  responses: { 200: jsonAnswer(CartDiscounts, 'What promotions take off') },
  problems: ['rate_limited'],
})

/** Whether any promotion applies without a code now or soon: without one, a cart without codes need not be evaluated. */
export const readAutomaticPromotions = internal(
  ['carts', 'orders'],
  'GET /internal/promotions/automatic',
  {
    responses: {
      200: jsonAnswer({ any: z.boolean() }, 'Whether there are promotions without a code'),
    },
  },
)

/** One use of a promotion by an order. */
export const Redemption = schema('Redemption', {
  promotionId: Id,
  code: PromotionCode.optional(),
  /** What it takes off the order. */
  amount: Money,
})
export type Redemption = z.infer<typeof Redemption>

/** `refused`: nothing is held, for one of the reasons; `released`: the order has ended. */
export const RedemptionOutcome = schema('RedemptionOutcome', {
  status: z.enum(['reserved', 'confirmed', 'released', 'refused']),
  refusals: z.array(RefusedPromotion).optional(),
})
export type RedemptionOutcome = z.infer<typeof RedemptionOutcome>

const redemptionsOfOrder = { params: z.object({ orderId: Id }) }
const outcome = { 200: jsonAnswer(RedemptionOutcome, 'Outcome') }
const ofCustomer = {
  userId: z.string(),
  redemptions: z
    .array(Redemption)
    .min(1)
    .max(50)
    .refine(
      (all) => new Set(all.map(({ promotionId }) => promotionId)).size === all.length,
      'an order uses a promotion once',
    ),
}

/** Holds a use of each promotion or none, for `holdSeconds`; repeating it answers the same. */
export const reserveRedemptions = internal(['orders'], 'PUT /internal/redemptions/{orderId}', {
  request: {
    ...redemptionsOfOrder,
    body: jsonBody({ ...ofCustomer, holdSeconds: z.int().min(1).max(limits.holdSeconds) }),
  },
  responses: outcome,
})

/** Makes the uses of a paid order final, or reserves them again where their time ran out: `confirmed` or `refused`. */
export const confirmRedemptions = internal(
  ['orders'],
  'PUT /internal/redemptions/{orderId}/confirm',
  { request: { ...redemptionsOfOrder, body: jsonBody(ofCustomer) }, responses: outcome },
)

/** Gives the uses back, confirmed or not; an unknown order leaves a mark, so that a late reservation is refused. */
export const releaseRedemptions = internal(
  ['orders'],
  'PUT /internal/redemptions/{orderId}/release',
  { request: redemptionsOfOrder, responses: outcome },
)
