import { z } from '@hono/zod-openapi'
import { Money } from '../common.ts'
import { eventsOf } from '../event.ts'
import { StaffAction, staffActionSays } from '../platform/staff-action.ts'

const event = eventsOf('promotions')

export const PromotionChanged = event(
  'PromotionChanged',
  z.object({ promotionId: z.string() }),
  'A promotion was created, changed, published, paused, resumed or archived; promotions says what it is now.',
)

const RedemptionFact = z.object({
  orderId: z.string(),
  promotionId: z.string(),
  code: z.string().optional(),
  /** What it takes off the order. */
  amount: Money,
})
export const RedemptionConfirmed = event(
  'RedemptionConfirmed',
  RedemptionFact,
  'A use of a promotion is final, because its order is paid.',
)
export const RedemptionReleased = event(
  'RedemptionReleased',
  RedemptionFact,
  'A use of a promotion is free again, because its order ended or was not paid in time.',
)
export const StaffActionRecorded = event('StaffActionRecorded', StaffAction, staffActionSays)
