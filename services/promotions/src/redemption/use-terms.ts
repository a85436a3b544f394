import type { PromotionStatus } from '@comptoir/contracts/promotions/promotion'
import type { NotApplied } from '@comptoir/contracts/promotions/schemas'
import { type Promotion, statusAt } from '../promotion/promotion.ts'
import type { RequestedUse } from './redemption-store.ts'
import type { UseLimits } from './use-limits.ts'

/** What a promotion allows now: its limits, and a code that is not for every shopper once. */
export function limitsOf(promotion: Promotion, code: string | undefined): UseLimits {
  const isSingleUse = code !== undefined && code !== promotion.code
  return { ...promotion.limits, ...(isSingleUse && { usesPerCode: 1 }) }
}

const refusedAs: Readonly<Record<PromotionStatus, NotApplied | undefined>> = {
  draft: 'ended',
  scheduled: 'not_started',
  active: undefined,
  paused: 'paused',
  ended: 'ended',
  archived: 'ended',
}

/** Under which terms an order may use a promotion at a moment; one that is not known has ended. */
export function termsOf(
  promotion: Promotion | undefined,
  code: string | undefined,
  now: string,
): Pick<RequestedUse, 'limits' | 'refused'> {
  if (!promotion) return { limits: {}, refused: 'ended' }
  return { limits: limitsOf(promotion, code), refused: refusedAs[statusAt(promotion, now)] }
}
