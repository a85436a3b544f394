import type { Order } from '@comptoir/contracts/orders/view'

const ends = ['rejected', 'expired', 'cancelled'] as const
export type OrderEnd = (typeof ends)[number]

/** Whether the order ended and was undone: nothing of it comes any more. */
export const isEnded = (status: Order['status']): status is OrderEnd =>
  ends.some((end) => end === status)
