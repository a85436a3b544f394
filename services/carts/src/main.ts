import { createHost } from '@comptoir/dapr/host/host'
import { createCustomers } from '@comptoir/dapr/sidecar/customers'
import { createPromotions } from '@comptoir/dapr/sidecar/promotions'
import { createTaxRates } from '@comptoir/dapr/sidecar/tax-rates'
import { createClientAddress } from '@comptoir/service/auth/client-address'
import { readConfig } from '@comptoir/service/config'
import { createApp } from './app.ts'
import { createCarts, createCurrentCarts } from './cart-store.ts'
import { configShape } from './config.ts'
import { eraseCart } from './erasure.ts'
import { collectCart } from './personal-data.ts'
import { createVariantCache } from './pricing/variant-cache.ts'
import { createBroadcasts, createSubscribers } from './subscribers.ts'

const config = readConfig(configShape)
const host = await createHost('carts', config)
const carts = createCarts(host.store)
const current = createCurrentCarts(host.store)
const taxRates = createTaxRates(host.clients.billing)

const app = createApp({
  ...host,
  carts,
  current,
  variants: createVariantCache(host.clients.catalog),
  customers: createCustomers(host.clients.accounts),
  shipping: host.clients.shipping,
  taxRates,
  addressOf: createClientAddress(config.appApiToken),
  promotions: createPromotions(host.clients.promotions),
})
await host.run(app, {
  subscribers: createSubscribers({ ...host, carts }),
  broadcasts: createBroadcasts({ taxRates }),
  collections: [carts, current],
  erase: eraseCart({ carts, current }),
  personalData: collectCart({ carts, current }),
})
