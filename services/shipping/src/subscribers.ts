import { OrderConfirmed } from '@comptoir/contracts/orders'
import { on, type Subscriber } from '@comptoir/dapr/subscriptions'
import type { Dispatch } from './dispatch.ts'
import { createErasure } from './erasure.ts'

type Deps = Parameters<typeof createErasure>[0] & { readonly dispatch: Dispatch }

/** A confirmed order becomes a shipment; a deleted account leaves none that names it. */
export function createSubscribers({ dispatch, ...deps }: Deps): Subscriber[] {
  return [on(OrderConfirmed, (order) => dispatch.create(order)), createErasure(deps)]
}
