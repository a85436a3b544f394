import type { Document } from '@comptoir/dapr/documents/documents'
import { isStaff, type User } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Order } from './order.ts'
import type { Orders } from './order-store.ts'

/** The order, for its owner and the staff; to everyone else it does not exist. */
export async function visibleOrder(
  { orders }: { orders: Orders },
  user: User,
  orderId: string,
): Promise<Document<Order>> {
  const document = await orders.get(orderId)
  const isVisible = document && (document.data.userId === user.id || isStaff(user))
  if (!isVisible) throw refuse('not_found', 'there is no such order')
  return document
}
