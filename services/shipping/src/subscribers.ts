import { OrderConfirmed } from '@comptoir/contracts/orders/events'
import { on, type Subscriber } from '@comptoir/dapr/events/subscriptions'
import type { Dispatch } from './shipment/dispatch.ts'

/** A confirmed order becomes a shipment. */
export function createSubscribers({ dispatch }: { readonly dispatch: Dispatch }): Subscriber[] {
  return [on(OrderConfirmed, (order) => dispatch.create(order))]
}
