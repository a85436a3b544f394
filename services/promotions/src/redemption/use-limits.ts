import type { NotApplied, PromotionLimits } from '@comptoir/contracts/promotions/schemas'

/** Limits as scripts check them: those of the promotion, and how often each of its codes may be used. */
export type UseLimits = PromotionLimits & { readonly usesPerCode?: number | undefined }

/** What limits are compared with: all that is reserved or confirmed. */
export type Counted = {
  readonly uses: number
  /** In the currency of the budget, in minor units. */
  readonly spent: number
  readonly byCustomer: number
  readonly ofCode: number
}

export type Reached = {
  readonly reason?: Extract<NotApplied, 'used_up' | 'used_by_customer' | 'budget_spent'>
  /** Minor units in the currency of the budget; none without a budget. */
  readonly budgetLeft?: number
}

/** Which limit no further use can pass, as `limit_reached` of the scripts would say once it is asked for one. */
export function reachedOf(limits: UseLimits, counted: Counted): Reached {
  const { uses, usesPerCode, usesPerCustomer, budget } = limits
  const budgetLeft = budget && Math.max(0, budget.amount - counted.spent)
  const left = budgetLeft === undefined ? {} : { budgetLeft }
  const isReached = (limit: number | undefined, count: number) =>
    limit !== undefined && count >= limit
  if (isReached(uses, counted.uses) || isReached(usesPerCode, counted.ofCode))
    return { reason: 'used_up', ...left }
  if (isReached(usesPerCustomer, counted.byCustomer)) return { reason: 'used_by_customer', ...left }
  return budgetLeft === 0 ? { reason: 'budget_spent', ...left } : left
}
