import { repeat } from '@comptoir/dapr/host/background'
import { createHost } from '@comptoir/dapr/host/host'
import { createCustomers } from '@comptoir/dapr/sidecar/customers'
import { createPromotions } from '@comptoir/dapr/sidecar/promotions'
import { createTaxRates } from '@comptoir/dapr/sidecar/tax-rates'
import { createClientAddress } from '@comptoir/service/auth/client-address'
import { readConfig } from '@comptoir/service/config'
import { createAbandonments, createAbandonmentWatch } from './abandonment/abandonment-watch.ts'
import { createApp } from './app.ts'
import { createCarts, createCurrentCarts } from './cart-store.ts'
import { newShareToken, newWishListId } from './cart-token.ts'
import { configShape } from './config.ts'
import { eraseCart } from './erasure.ts'
import { collectCart } from './personal-data.ts'
import { createVariantCache } from './pricing/variant-cache.ts'
import { createBroadcasts, createSubscribers } from './subscribers.ts'
import { createWishLists, eraseWishLists } from './wish-lists/wish-list-store.ts'

const config = readConfig(configShape)
const host = await createHost('carts', config)
const carts = createCarts(host.store)
const current = createCurrentCarts(host.store)
const wishLists = createWishLists(host.store)
const abandonments = createAbandonments(host.store)
const taxRates = createTaxRates(host.clients.billing)

const app = createApp({
  ...host,
  carts,
  current,
  variants: createVariantCache(host.clients.catalog),
  customers: createCustomers(host.clients.accounts),
  shipping: host.clients.shipping,
  taxRates,
  ...{ wishLists, newWishListId, newShareToken },
  addressOf: createClientAddress(config.appApiToken),
  promotions: createPromotions(host.clients.promotions),
})
await host.run(app, {
  subscribers: createSubscribers({ ...host, carts }),
  broadcasts: createBroadcasts({ taxRates }),
  collections: [carts, current, abandonments, wishLists],
  erase: (userId) =>
    Promise.all([eraseCart({ carts, current })(userId), eraseWishLists(wishLists)(userId)]),
  personalData: collectCart({ carts, current, wishLists }),
  workers: [
    () =>
      repeat({
        ...{ name: 'abandoned carts', everyMs: config.cartWatchMs, log: host.log },
        run: createAbandonmentWatch({
          ...{ carts, abandonments, clock: host.clock },
          afterMs: config.cartAbandonedSeconds * 1_000,
        }),
      }),
  ],
})
