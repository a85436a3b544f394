import { TaxRatesChanged } from '@comptoir/contracts/billing/events'
import { CartConverted } from '@comptoir/contracts/carts/events'
import { newEvent } from '@comptoir/contracts/event'
import {
  OrderCancelled,
  OrderConfirmed,
  OrderCreated,
  OrderExpired,
  OrderRejected,
} from '@comptoir/contracts/orders/events'
import { on, type Subscriber } from '@comptoir/dapr/events/subscriptions'
import { isRefusal } from '@comptoir/service/problems/refusal'
import type { StoredCart } from './cart.ts'
import { convert, lock, unlock } from './cart-lifecycle.ts'
import type { Deps } from './deps.ts'

type OrderOfCart = { cartId: string; orderId: string }
type Rule = (cart: StoredCart, orderId: string, at: string) => StoredCart

/** Events of orders lock, convert or unlock their cart. */
export function createSubscribers({ carts, clock }: Pick<Deps, 'carts' | 'clock'>): Subscriber[] {
  /** A cart that expired or was deleted is ignored. */
  async function change({ cartId, orderId }: OrderOfCart, rule: Rule): Promise<void> {
    const found = carts.update(cartId, (cart) => {
      const next = rule(cart, orderId, clock().toISOString())
      if (next === cart) return undefined
      return { next, events: next.status === 'converted' ? [converted(cartId, next)] : [] }
    })
    await found.catch((error) => {
      if (!isRefusal(error, 'not_found')) throw error
    })
  }

  return [
    on(OrderCreated, (order) => change(order, lock)),
    on(OrderConfirmed, (order) => change(order, convert)),
    on(OrderRejected, (order) => change(order, unlock)),
    on(OrderExpired, (order) => change(order, unlock)),
    on(OrderCancelled, (order) => change(order, unlock)),
  ]
}

/** What each replica does when VAT rates change: its next cart is priced with the new ones. */
export function createBroadcasts({ taxRates }: Pick<Deps, 'taxRates'>): Subscriber[] {
  return [on(TaxRatesChanged, async () => taxRates.expire())]
}

function converted(cartId: string, cart: Extract<StoredCart, { status: 'converted' }>) {
  const { owner, orderId } = cart
  const ownerUserId = owner.kind === 'user' ? owner.userId : undefined
  return newEvent(CartConverted, { cartId, orderId, ownerUserId })
}
