import { createCustomers } from '@comptoir/dapr/sidecar/customers'
import { createPromotions } from '@comptoir/dapr/sidecar/promotions'
import { createTaxRates } from '@comptoir/dapr/sidecar/tax-rates'
import { createApp } from '../../../../../services/carts/src/app.ts'
import { createCarts, createCurrentCarts } from '../../../../../services/carts/src/cart-store.ts'
import { newShareToken, newWishListId } from '../../../../../services/carts/src/cart-token.ts'
import { eraseCart } from '../../../../../services/carts/src/erasure.ts'
import { createVariantCache } from '../../../../../services/carts/src/pricing/variant-cache.ts'
import { createSubscribers } from '../../../../../services/carts/src/subscribers.ts'
import { createWishLists } from '../../../../../services/carts/src/wish-lists/wish-list-store.ts'
import { createHostTwin, type Platform } from '../host-twin.ts'

export function startCarts(platform: Platform) {
  const host = createHostTwin(platform, 'carts')
  const { clients, store } = host
  const carts = createCarts(store)
  const current = createCurrentCarts(store)
  const wishLists = createWishLists(store)
  const app = createApp({
    ...{ ...host, carts, current, wishLists, newWishListId, newShareToken },
    variants: createVariantCache(clients.catalog),
    customers: createCustomers(clients.accounts),
    shipping: clients.shipping,
    taxRates: createTaxRates(clients.billing),
    addressOf: () => '203.0.113.7',
    promotions: createPromotions(clients.promotions),
  })
  host.run(app, {
    subscribers: createSubscribers({ ...host, carts }),
    collections: [carts, current, wishLists],
    erase: eraseCart({ carts, current }),
  })
}
