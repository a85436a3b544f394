import { may } from '@comptoir/contracts/accounts/permissions'
import type { Document } from '@comptoir/dapr/documents/documents'
import { isStaff, type User } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Order } from './order.ts'
import type { Orders } from './order-store.ts'

type Known = { readonly orders: Orders }

/** The order, for its owner and the staff, who act on it; to everyone else it does not exist. */
export const visibleOrder = (known: Known, user: User, orderId: string) =>
  orderFor(known, user, { orderId, isOpen: isStaff(user) })

/** Whether somebody reads the orders of every customer: support does, and acts on none. */
export const readsOrders = ({ roles }: User): boolean => may(roles, 'orders.read')

/** The order, for its owner and whoever reads those of every customer; to everyone else it does not exist. */
export const readableOrder = (known: Known, user: User, orderId: string) =>
  orderFor(known, user, { orderId, isOpen: readsOrders(user) })

async function orderFor(
  { orders }: Known,
  user: User,
  { orderId, isOpen }: { readonly orderId: string; readonly isOpen: boolean },
): Promise<Document<Order>> {
  const document = await orders.get(orderId)
  const isVisible = document && (document.data.userId === user.id || isOpen)
  if (!isVisible) throw refuse('not_found', 'there is no such order')
  return document
}
