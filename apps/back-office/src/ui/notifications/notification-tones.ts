import type { NotificationStatus } from '@comptoir/contracts/notifications/schemas'
import type { StatusTone } from '../status-badge.tsx'

/** What a state of a message asks of the staff. */
export const notificationTones: Readonly<Record<NotificationStatus, StatusTone>> = {
  queued: 'calm',
  sending: 'calm',
  sent: 'good',
  delivered: 'good',
  bounced: 'bad',
  dead: 'bad',
  suppressed: 'attention',
  skipped: 'ended',
}
