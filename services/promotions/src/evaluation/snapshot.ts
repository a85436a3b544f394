import type { LocalizedText, Money } from '@comptoir/contracts/common'
import type {
  Benefit,
  Combination,
  PromotionCriteria,
  PromotionWindow,
} from '@comptoir/contracts/promotions/schemas'

/** A line of a cart as promotions judge it. A SKU stands in one line only. */
export type SnapshotLine = {
  readonly sku: string
  readonly productId: string
  readonly categoryIds: readonly string[]
  readonly brand?: string | undefined
  readonly vendorId?: string | undefined
  readonly quantity: number
  readonly unitPrice: Money
}

export type SnapshotCustomer = {
  readonly userId: string
  readonly status: string
  readonly tags: readonly string[]
  readonly hasOrdered: boolean
}

/** All that the evaluation of promotions depends on. What is not known yet, such as the country, stops what asks for it. */
export type CartSnapshot = {
  readonly currency: string
  readonly lines: readonly SnapshotLine[]
  readonly shipping?: Money | undefined
  readonly customer?: SnapshotCustomer | undefined
  readonly countryCode?: string | undefined
  readonly paymentMethod?: string | undefined
  readonly at: Date
}

/** A promotion as it is evaluated, with the code by which the shopper asked for it. */
export type Offer = {
  readonly promotionId: string
  readonly name: LocalizedText
  readonly code?: string | undefined
  readonly benefit: Benefit
  readonly criteria: PromotionCriteria
  readonly combination: Combination
  /** Lower ones come first. */
  readonly priority: number
  readonly window: PromotionWindow
  readonly isPaused: boolean
  /** Which of its limits is reached already for this customer. */
  readonly reached?: 'used_up' | 'used_by_customer' | 'budget_spent' | undefined
  /** What is left of its budget; it takes off all that it gives, or nothing. */
  readonly budgetLeft?: Money | undefined
}

/** Where a promotion acts: lines first, then the order, then the shipping. */
export const levels = ['lines', 'order', 'shipping'] as const
export type Level = (typeof levels)[number]

export function levelOf(benefit: Benefit): Level {
  if (benefit.kind === 'free_shipping') return 'shipping'
  if (benefit.kind !== 'percentage' && benefit.kind !== 'fixed') return 'lines'
  return benefit.target.kind
}
