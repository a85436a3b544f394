import type { ConversationStatus } from '@comptoir/contracts/support/schemas'
import type { StatusTone } from '../../ui/status-badge.tsx'

/** What a state asks of the staff. */
export const statusTones: Readonly<Record<ConversationStatus, StatusTone>> = {
  open: 'attention',
  assigned: 'calm',
  waiting_customer: 'calm',
  waiting_agent: 'attention',
  resolved: 'good',
  closed: 'ended',
}
