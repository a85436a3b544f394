import type { Live } from '@comptoir/dapr/events/live'
import type { Faults } from '@comptoir/dapr/faults/faults'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import type { Order } from '../../order/order.ts'
import type { Orders } from '../../order/order-store.ts'
import type { OrderListeners } from '../order-listeners.ts'

export type ActivityDeps = {
  readonly orders: Orders
  readonly inventory: Client
  readonly payments: Client
  readonly billing: Client
  readonly shipping: Client
  readonly clock: () => Date
  readonly paymentDeadlineSeconds: number
  readonly listeners: OrderListeners
  readonly live: Pick<Live, 'subscribe'>
  /** How long a step waits for the next change of its order. */
  readonly activityWaitMs: number
  /** Lets drills break the steps. */
  readonly faults?: Faults | undefined
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
