import { shipmentIdOf } from '@comptoir/contracts/ids'
import { OrderAttached, OrderConfirmed } from '@comptoir/contracts/orders/events'
import { ShippingTariffsChanged } from '@comptoir/contracts/shipping/events'
import { on, type Subscriber } from '@comptoir/dapr/events/subscriptions'
import { isRefusal } from '@comptoir/service/problems/refusal'
import type { Deps } from './deps.ts'
import type { Dispatch } from './shipment/dispatch.ts'
import type { ShipmentState } from './shipment/shipment.ts'
import type { TariffStore } from './tariffs/tariff-store.ts'

type SubscriberDeps = { readonly dispatch: Dispatch; readonly shipments: Deps['shipments'] }
type Owners = { readonly userId: string; readonly guestId: string }

/** A confirmed order becomes a shipment; the shipments of a guest's order follow it into an account. */
export function createSubscribers({ dispatch, shipments }: SubscriberDeps): Subscriber[] {
  return [
    on(OrderConfirmed, (order) => dispatch.create(order)),
    on(OrderAttached, async ({ orderId, ...owners }) => {
      const further = await shipments.ids('byOrder', orderId)
      for (const id of new Set([shipmentIdOf(orderId), ...further])) {
        const moved = shipments.update(id, (state) => {
          const next = withOwner(state, owners)
          return next === state ? undefined : { next, events: [] }
        })
        await moved.catch(ignoreMissing)
      }
    }),
  ]
}

/** What each replica does on changed tariffs: it reads them before the next quote. */
export function createBroadcasts({
  tariffs,
}: {
  readonly tariffs: Pick<TariffStore, 'expire'>
}): Subscriber[] {
  return [on(ShippingTariffsChanged, async () => tariffs.expire())]
}

function withOwner(state: ShipmentState, { userId, guestId }: Owners): ShipmentState {
  if (state.status !== 'cancelled') return state.userId === guestId ? { ...state, userId } : state
  const { shipment } = state
  return shipment?.userId === guestId ? { ...state, shipment: { ...shipment, userId } } : state
}

/** An order that failed has none. */
function ignoreMissing(error: unknown): void {
  if (!isRefusal(error, 'not_found')) throw error
}
