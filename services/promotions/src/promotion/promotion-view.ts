import type { Promotion as PromotionView } from '@comptoir/contracts/promotions/promotion'
import type { Document } from '@comptoir/dapr/documents/documents'
import { type Promotion, statusAt } from './promotion.ts'

/** A promotion as staff see it at a moment. */
export function promotionViewOf(
  { id, version, data }: Document<Promotion>,
  now: string,
): PromotionView {
  const { name, activation, code, benefit, criteria, combination, priority, window } = data
  const { limits, createdAt, updatedAt } = data
  const content = { name, activation, code, benefit, criteria, combination, priority, window }
  const status = statusAt(data, now)
  return { promotionId: id, status, ...content, limits, version, createdAt, updatedAt }
}
