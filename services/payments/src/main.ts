import { faultyOperations } from '@comptoir/dapr/faults/faults'
import { createHost } from '@comptoir/dapr/host/host'
import { readConfig } from '@comptoir/service/config'
import { createApp } from './app.ts'
import { startCatchUp } from './catch-up.ts'
import { configShape, returnUrlOf } from './config.ts'
import { erasePayments } from './erasure.ts'
import { offerOf } from './payment/offer.ts'
import { createEventPositions, createPayments } from './payment/payment-store.ts'
import { createSettlement } from './payment/settlement.ts'
import { createStripeProvider } from './stripe/stripe.ts'
import { createSubscribers } from './subscribers.ts'

const config = readConfig(configShape)
const host = await createHost('payments', config)
const clock = () => new Date()
const payments = createPayments(host.store)
const positions = createEventPositions(host.store)
const stripe = createStripeProvider({
  apiUrl: config.stripeApiUrl,
  secretKey: config.stripeSecretKey,
  webhookSecret: config.stripeWebhookSecret,
  returnUrl: returnUrlOf(config),
})
const provider = faultyOperations(host.faults, 'provider', {
  operations: stripe,
  of: ['submit', 'look', 'release', 'refund', 'lookAtRefund', 'readLedger'],
})
const settlement = createSettlement({ payments, provider, clock })
const deps = {
  ...{ payments, settlement, provider, clock },
  ...{ keys: host.store.keys, orders: host.client('orders'), log: host.log },
}
const offer = offerOf({
  apiUrl: config.stripeApiUrl,
  publishableKey: config.stripePublishableKey,
})
const app = createApp({
  ...deps,
  offer,
  verify: host.verify,
  appToken: config.appApiToken,
  corsOrigins: config.corsOrigins,
  ready: host.ready,
})
await host.run(app, {
  subscribers: createSubscribers(deps),
  collections: [payments, positions],
  erase: erasePayments(payments),
  workers: [() => startCatchUp({ ...deps, positions }, config.stripePollSeconds * 1000)],
})
