import { z } from '@hono/zod-openapi'
import { eventsOf } from '../event.ts'

const event = eventsOf('promotions')

export const PromotionChanged = event(
  'PromotionChanged',
  z.object({ promotionId: z.string() }),
  'A promotion was created, changed, published, paused, resumed or archived; promotions says what it is now.',
)
