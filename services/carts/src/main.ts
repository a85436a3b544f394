import { createHost } from '@comptoir/dapr/host/host'
import { createTaxRates } from '@comptoir/dapr/sidecar/tax-rates'
import { readConfig } from '@comptoir/service/config'
import { createApp } from './app.ts'
import { createCarts, createCurrentCarts } from './cart-store.ts'
import { configShape } from './config.ts'
import { eraseCart } from './erasure.ts'
import { createSubscribers } from './subscribers.ts'
import { createVariantMemory } from './variant-memory.ts'

const config = readConfig(configShape)
const host = await createHost('carts', config)
const carts = createCarts(host.store)
const current = createCurrentCarts(host.store)
const clock = () => new Date()

const app = createApp({
  carts,
  current,
  clock,
  variants: createVariantMemory(host.client('catalog')),
  shipping: host.client('shipping'),
  taxRates: createTaxRates(host.client('billing')),
  verify: host.verify,
  log: host.log,
  appToken: config.appApiToken,
  corsOrigins: config.corsOrigins,
  ready: host.ready,
})
await host.run(app, {
  subscribers: createSubscribers({ carts, clock }),
  collections: [carts, current],
  erase: eraseCart({ carts, current }),
})
