import { z } from '@hono/zod-openapi'
import { eventsOf } from '../event.ts'
import { StaffAction, staffActionSays } from '../platform/staff-action.ts'
import { Channel, TemplateKey } from './schemas.ts'

const event = eventsOf('notifications')

export const NotificationFailed = event(
  'NotificationFailed',
  z.object({
    notificationId: z.string(),
    template: TemplateKey,
    channel: Channel,
    userId: z.string(),
    orderId: z.string().optional(),
    outcome: z.enum(['bounced', 'dead']),
    reason: z.string(),
  }),
  'A message did not reach its recipient: the address does not exist, or all retries failed. Staff may send it again.',
)
export const StaffActionRecorded = event('StaffActionRecorded', StaffAction, staffActionSays)
