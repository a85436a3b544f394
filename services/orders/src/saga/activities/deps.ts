import type { Faults } from '@comptoir/dapr/faults/faults'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import type { Deps } from '../../deps.ts'
import type { Order } from '../../order/order.ts'
import type { OrderListeners } from '../order-listeners.ts'
import { type OrderState, stateOf } from '../saga-types.ts'

export type ActivityDeps = Pick<
  Deps,
  'orders' | 'inventory' | 'payments' | 'shipping' | 'clock' | 'settings'
> & {
  readonly billing: Client
  readonly promotions: Client
  readonly live: Pick<Deps['live'], 'subscribe'>
  readonly listeners: OrderListeners
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

/** Changes the order by a rule that takes the time, and answers its state. */
export async function apply(
  { orders, clock }: Pick<ActivityDeps, 'orders' | 'clock'>,
  orderId: string,
  rule: (order: Order, at: string) => Order,
): Promise<OrderState> {
  const at = clock().toISOString()
  const { data } = await orders.change(orderId, (order) => rule(order, at))
  return stateOf(data)
}
