import type { NotificationStatus } from '@comptoir/contracts/notifications/schemas'
import type { StatusTone } from '../../../ui/status-badge.tsx'

/** What a state asks of the staff. */
export const statusTones: Readonly<Record<NotificationStatus, StatusTone>> = {
  queued: 'calm',
  sending: 'calm',
  sent: 'good',
  delivered: 'good',
  bounced: 'bad',
  dead: 'bad',
  suppressed: 'attention',
  skipped: 'ended',
}
