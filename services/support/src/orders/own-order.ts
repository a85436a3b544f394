import { readOrderContact } from '@comptoir/contracts/orders/internal-routes'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { isRefusal } from '@comptoir/service/problems/refusal'

/** Whether an order is the bearer's own, which orders says: a member of staff sees all orders, and theirs are those that name them. */
export async function isOwnOrder(
  orders: Client,
  { orderId, bearerId }: { readonly orderId: string; readonly bearerId: string },
): Promise<boolean> {
  const order = await orders(readOrderContact, { params: { orderId } }).catch((error: unknown) => {
    if (isRefusal(error, 'not_found')) return undefined
    throw error
  })
  return order?.userId === bearerId
}
