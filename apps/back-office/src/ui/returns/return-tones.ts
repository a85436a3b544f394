import type { ReturnStatus } from '@comptoir/contracts/orders/return-schemas'
import type { StatusTone } from '../status-badge.tsx'

/** What a state asks of the staff. */
export const returnTones: Readonly<Record<ReturnStatus, StatusTone>> = {
  requested: 'attention',
  approved: 'calm',
  in_transit: 'calm',
  received: 'attention',
  inspected: 'calm',
  refunded: 'good',
  closed: 'ended',
  refused: 'ended',
  cancelled: 'ended',
  expired: 'ended',
}
