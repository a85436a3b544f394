import { z } from '@hono/zod-openapi'
import { Instant, jsonAnswer, jsonBody, Money } from '../common.ts'
import { forStaff } from '../operation.ts'
import { oneOf, schema } from '../schema.ts'
import { Redemption } from './internal-routes.ts'

/** How far the uses of an order are; `expired`: not paid in time. */
export const RedemptionStatus = oneOf('RedemptionStatus', [
  'reserved',
  'confirmed',
  'released',
  'expired',
])

/** What an order has used of promotions. */
export const OrderRedemptions = schema('OrderRedemptions', {
  orderId: z.string(),
  status: RedemptionStatus,
  redemptions: z.array(Redemption),
  changedAt: Instant,
})
export type OrderRedemptions = z.infer<typeof OrderRedemptions>

/** Staff: what became of the uses of orders, seconds late; those that never had any are left out. */
export const lookUpRedemptions = forStaff(
  'LookUpRedemptions',
  'POST /api/promotions/redemptions/lookup',
  {
    request: { body: jsonBody({ orderIds: z.array(z.string().max(80)).min(1).max(200) }) },
    responses: { 200: jsonAnswer({ items: z.array(OrderRedemptions) }, 'In the order asked') },
    problems: ['invalid_request'],
  },
)

/** How often a promotion is used, and what it takes off. */
export const PromotionStatistics = schema('PromotionStatistics', {
  promotionId: z.string(),
  /** By orders that are paid. */
  confirmed: z.int(),
  /** By orders that wait for their payment. */
  reserved: z.int(),
  /** Given back by orders that were not paid in time, were refused, or were cancelled. */
  released: z.int(),
  /** What paid orders cost, by currency. */
  confirmedAmounts: z.array(Money),
  /** What orders cost that wait for their payment, by currency. */
  reservedAmounts: z.array(Money),
  /** What orders would have cost that gave it back, by currency. */
  releasedAmounts: z.array(Money),
  /** Of its limits, what orders have not used yet; left out where it has no such limit. */
  usesLeft: z.int().optional(),
  budgetLeft: Money.optional(),
})
export type PromotionStatistics = z.infer<typeof PromotionStatistics>

/** Staff: how far a promotion is used now. */
export const readPromotionStatistics = forStaff(
  'GetPromotionStatistics',
  'GET /api/promotions/{promotionId}/statistics',
  {
    request: { params: z.object({ promotionId: z.string().max(80) }) },
    responses: { 200: jsonAnswer(PromotionStatistics, 'The uses now') },
    problems: ['invalid_request', 'not_found'],
  },
)
