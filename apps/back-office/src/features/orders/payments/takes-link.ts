import type { Order } from '@comptoir/contracts/orders/view'

const waiting: readonly Order['status'][] = ['pending', 'awaiting_payment']

/** Whether a link may be sent to pay an order: all of it, or what goods that have left still cost. The service has the last word. */
export const takesLink = ({ status, payment }: Pick<Order, 'status' | 'payment'>): boolean =>
  waiting.includes(status) || (payment.outstanding?.amount ?? 0) > 0
