import type { Order, OrderOverview } from '@comptoir/contracts/orders/view'
import type { StatusTone } from '../../ui/status-badge.tsx'

type Tones<T extends string> = Readonly<Record<T, StatusTone>>

/** What a state asks of the staff. */
export const statusTones: Tones<Order['status']> = {
  pending: 'calm',
  awaiting_payment: 'calm',
  confirmed: 'calm',
  processing: 'attention',
  partially_shipped: 'attention',
  shipped: 'good',
  partially_delivered: 'good',
  delivered: 'good',
  completed: 'ended',
  rejected: 'ended',
  expired: 'ended',
  cancelled: 'ended',
}

export const paymentTones: Tones<OrderOverview['paymentStatus']> = {
  unpaid: 'calm',
  requires_action: 'calm',
  failed: 'bad',
  authorised: 'calm',
  paid: 'good',
  partially_refunded: 'calm',
  refunded: 'ended',
  disputed: 'attention',
  voided: 'ended',
}

export const fulfilmentTones: Tones<OrderOverview['fulfilmentStatus']> = {
  unfulfilled: 'calm',
  preparing: 'calm',
  partially_shipped: 'calm',
  shipped: 'good',
  partially_delivered: 'good',
  delivered: 'good',
  cancelled: 'ended',
  partially_returned: 'calm',
  returned: 'ended',
}
