import type { Order } from '../order/order.ts'
import type { Return } from './return.ts'
import type { Returns } from './return-store.ts'

/** The returns of an order that an account took over become that user's too. Repeated, nothing changes. */
export async function giveReturns(returns: Returns, order: Order): Promise<void> {
  const { userId } = order
  const give = (ret: Return): Return => (ret.userId === userId ? ret : { ...ret, userId })
  for (const { returnId } of order.returns ?? []) {
    // one that is not written yet is written with the owner of its order
    if (await returns.get(returnId)) await returns.change(returnId, give)
  }
}
