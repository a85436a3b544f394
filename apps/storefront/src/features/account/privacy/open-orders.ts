import type { OrderStatus } from '@comptoir/contracts/orders/schemas'
import type { OrderOverview } from '@comptoir/contracts/orders/view'

const closed: readonly OrderStatus[] = [
  'completed',
  'delivered',
  'rejected',
  'expired',
  'cancelled',
]

/** Orders in which something is still owed: with one of them an account is not deleted. */
export const openAmong = (orders: readonly OrderOverview[]): OrderOverview[] =>
  orders.filter(({ status }) => !closed.includes(status))
