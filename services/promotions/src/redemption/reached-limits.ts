import type { Offer } from '../evaluation/snapshot.ts'
import type { PromotionMemory } from '../memory/promotion-memory.ts'
import type { Redemptions } from './redemption-store.ts'
import { limitsOf } from './use-terms.ts'

type LimitDeps = {
  readonly promotionMemory: Pick<PromotionMemory, 'find'>
  readonly redemptions: Pick<Redemptions, 'reached'>
}

/** Offers with the limits that are reached: one trip to Redis for all that have limits, none when no offer has any. */
export async function withReachedLimits(
  { promotionMemory, redemptions }: LimitDeps,
  offers: readonly Offer[],
  userId: string | undefined,
): Promise<Offer[]> {
  const limited = offers.flatMap((offer) => {
    const { promotionId, code } = offer
    const promotion = promotionMemory.find(promotionId)?.data
    const limits = promotion ? limitsOf(promotion, code) : {}
    return Object.keys(limits).length > 0 ? [{ offer, promotionId, code, limits }] : []
  })
  if (limited.length === 0) return [...offers]
  const found = await redemptions.reached(userId, limited)
  const reached = new Map(
    limited.map(({ offer, limits: { budget } }, n) => {
      const { reason, budgetLeft } = found[n] ?? {}
      const left = budget && { amount: budgetLeft ?? 0, currency: budget.currency }
      return [offer, { ...offer, reached: reason, budgetLeft: left }]
    }),
  )
  return offers.map((offer) => reached.get(offer) ?? offer)
}
