import { z } from '@hono/zod-openapi'
import { Id, Instant, LocalizedText, Money, Quantity, Sku } from '../common.ts'
import { limits } from '../limits.ts'
import { oneOf, requiredText, schema } from '../schema.ts'

/** Basis points of a reduction: 10,000 is all of it. */
const Bps = z.int().min(1).max(10_000)
const Reduction = Money.extend({ amount: z.int().min(1).max(limits.amount) })
const names = (longest: number) => z.array(requiredText(longest)).max(500).optional()

/**
 * Which lines a promotion is for: those that fit every list that is there. Without any list, all lines.
 */
export const LineSelection = schema('LineSelection', {
  skus: z.array(Sku).max(500).optional(),
  productIds: names(80),
  categoryIds: names(80),
  brands: names(120),
  vendorIds: names(80),
})
export type LineSelection = z.infer<typeof LineSelection>

const lines = LineSelection.default({})

/** What a percentage or a fixed amount is taken off. */
export const ReductionTarget = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('order') }),
    z.object({ kind: z.literal('lines'), lines }),
    z.object({ kind: z.literal('shipping') }),
  ])
  .openapi('ReductionTarget')
export type ReductionTarget = z.infer<typeof ReductionTarget>

/** What a promotion gives. */
export const Benefit = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('percentage'), target: ReductionTarget, bps: Bps }),
    z.object({ kind: z.literal('fixed'), target: ReductionTarget, amount: Reduction }),
    /** Each piece costs this, where it costs more. */
    z.object({
      kind: z.literal('fixed_price'),
      lines,
      price: Money.extend({ amount: z.int().min(0).max(limits.amount) }),
    }),
    /** For each `buy + get` pieces `get` are reduced: the cheapest of all. */
    z.object({
      kind: z.literal('buy_x_get_y'),
      lines,
      buy: Quantity,
      get: Quantity,
      bps: Bps.default(10_000),
    }),
    /** By the pieces in all lines together: the tier with the highest quantity that is reached. */
    z.object({
      kind: z.literal('tiers'),
      lines,
      tiers: z
        .array(schema('QuantityTier', { quantity: Quantity, bps: Bps }))
        .min(1)
        .max(20),
    }),
    /** Pieces of one SKU that cost nothing once they are in the cart. */
    z.object({ kind: z.literal('gift'), sku: Sku, quantity: Quantity.default(1) }),
    z.object({ kind: z.literal('free_shipping') }),
  ])
  .openapi('Benefit')
export type Benefit = z.infer<typeof Benefit>

/** When a promotion is for somebody: all that is there must hold. */
export const PromotionCriteria = schema('PromotionCriteria', {
  /** Of the lines that it is for, after reductions of lines. */
  minimumSubtotal: Reduction.optional(),
  minimumQuantity: Quantity.optional(),
  customerStatuses: names(40),
  customerTags: names(40),
  /** For who has not ordered yet. */
  firstOrder: z.literal(true).optional(),
  countryCodes: z
    .array(z.string().regex(/^[A-Z]{2}$/))
    .max(250)
    .optional(),
  paymentMethods: names(40),
})
export type PromotionCriteria = z.infer<typeof PromotionCriteria>

/**
 * With which others a promotion goes: with `all` that say so too, with those of other `levels` (lines, order, shipping), or
 * with `none`.
 */
export const Combination = oneOf('Combination', ['all', 'levels', 'none'])
export type Combination = z.infer<typeof Combination>

/** How often, and for how much, a promotion may be used. */
export const PromotionLimits = schema('PromotionLimits', {
  uses: z.int().min(1).max(100_000_000).optional(),
  usesPerCustomer: z.int().min(1).max(1_000_000).optional(),
  /** What it may cost in all. */
  budget: Money.extend({ amount: z.int().min(1) }).optional(),
})
export type PromotionLimits = z.infer<typeof PromotionLimits>

/** A code as shoppers type it; what comes of it is looked up, so that no text is refused before. */
export const TypedCode = z
  .string()
  .max(80)
  .transform((typed) => normalizedCode(typed))
  .openapi('TypedCode', { type: 'string', example: 'welcome-10' })

/** A code as it is stored: without spaces and dashes, in capitals. Shoppers may type it in any way. */
export const PromotionCode = z
  .string()
  .max(80)
  .transform((typed) => normalizedCode(typed))
  .pipe(z.string().regex(/^[A-Z0-9]{3,40}$/, 'is no code'))
  .openapi('PromotionCode', { type: 'string', example: 'WELCOME10' })
export type PromotionCode = z.infer<typeof PromotionCode>

/** A code without what shoppers add to it: spaces, dashes, small letters. */
export const normalizedCode = (typed: string): string =>
  typed.normalize('NFKC').replaceAll(/[\s-]/g, '').toUpperCase()

/** Why a code, or a promotion without one, does not apply. */
export const NotApplied = oneOf('NotApplied', [
  'unknown_code',
  'not_started',
  'ended',
  'paused',
  'used_up',
  'used_by_customer',
  'budget_spent',
  'sign_in',
  'customer_status',
  'customer_tag',
  'first_order',
  'country',
  'payment_method',
  'nothing_eligible',
  'minimum_subtotal',
  'minimum_quantity',
  'currency',
  'no_shipping',
  'add_gift',
  'not_combinable',
])
export type NotApplied = z.infer<typeof NotApplied>

/** What one promotion takes off a line or the shipping. */
export const Discount = schema('Discount', { promotionId: Id, amount: Money })
export type Discount = z.infer<typeof Discount>

/** A promotion that applies, and what it takes off in all. */
export const AppliedPromotion = schema('AppliedPromotion', {
  promotionId: Id,
  name: LocalizedText,
  code: z.string().optional(),
  amount: Money,
})
export type AppliedPromotion = z.infer<typeof AppliedPromotion>

/** A code that does not apply, with the reason in words. */
export const RejectedCode = schema('RejectedCode', {
  code: z.string(),
  reason: NotApplied,
  message: LocalizedText,
})
export type RejectedCode = z.infer<typeof RejectedCode>

/** A use of a promotion that an order did not get. */
export const RefusedPromotion = schema('RefusedPromotion', {
  promotionId: Id,
  code: z.string().optional(),
  reason: NotApplied,
})
export type RefusedPromotion = z.infer<typeof RefusedPromotion>

/** The window in which a promotion holds; the end is not part of it. */
export const PromotionWindow = schema('PromotionWindow', {
  startsAt: Instant.optional(),
  endsAt: Instant.optional(),
})
export type PromotionWindow = z.infer<typeof PromotionWindow>
