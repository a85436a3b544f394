import type { Client } from '@comptoir/dapr/invoke'
import type { Order } from './order.ts'
import type { Orders } from './order-store.ts'

export type ActivityDeps = {
  readonly orders: Orders
  readonly inventory: Client
  readonly payments: Client
  readonly billing: Client
  readonly shipping: Client
  readonly clock: () => Date
  /** How long stock is held for an order: longer than its payment deadline. */
  readonly holdSeconds: number
}

/** The order now; a saga without its order fails and is tried again. */
export async function currentOrder(
  { orders }: Pick<ActivityDeps, 'orders'>,
  orderId: string,
): Promise<Order> {
  const document = await orders.get(orderId)
  if (!document) throw new Error(`order ${orderId} is not there`)
  return document.data
}
