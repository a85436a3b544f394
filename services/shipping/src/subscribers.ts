import { OrderConfirmed } from '@comptoir/contracts/orders'
import { on, type Subscriber } from '@comptoir/dapr/subscriptions'
import type { Dispatch } from './dispatch.ts'

/** A confirmed order becomes a shipment. */
export function createSubscribers({ dispatch }: { readonly dispatch: Dispatch }): Subscriber[] {
  return [on(OrderConfirmed, (order) => dispatch.create(order))]
}
