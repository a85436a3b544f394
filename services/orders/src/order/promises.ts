import type { Settings } from '@comptoir/contracts/admin/settings'
import type { Order } from './order.ts'

type Promised = Pick<Order, 'promised'>

/** What the shop says, when an order is placed, of how long it may be paid and returned. */
export const promisesOf = ({ orders, returns }: Settings): NonNullable<Order['promised']> => ({
  paymentDeadlineSeconds: orders.paymentDeadlineSeconds,
  returnWindowDays: returns.returnWindowDays,
})

/** For how many days after its delivery goods of an order are taken back: as it was promised, or longer where the shop says so since. */
export const returnDaysOf = ({ promised }: Promised, today: number): number =>
  Math.max(promised?.returnWindowDays ?? 0, today)
