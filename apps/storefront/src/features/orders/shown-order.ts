import type { OrderLive } from '../../visitor/order-live.ts'

/** Whether an order is not of who is signed in. As long as nobody is, it stays, with what was typed beside it. */
export const isElsewhere = (
  { problem }: Pick<OrderLive, 'problem'>,
  isOut: boolean | undefined,
): boolean => problem?.status === 404 && isOut === false
