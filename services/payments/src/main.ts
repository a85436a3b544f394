import { faultyOperations } from '@comptoir/dapr/faults/faults'
import { createHost } from '@comptoir/dapr/host/host'
import { readConfig } from '@comptoir/service/config'
import { createApp } from './app.ts'
import { configShape, paypalOf, returnUrlOf } from './config.ts'
import { erasePayments } from './erasure.ts'
import { offerOf } from './payment/offered-methods.ts'
import { createEventPositions, createPayments } from './payment/payment-store.ts'
import { startCatchUp } from './payment/resume-payments.ts'
import { createSettlement } from './payment/settlement.ts'
import { startPayoutImport } from './payouts/import-payouts.ts'
import { createPayoutBooks } from './payouts/payout-store.ts'
import { createPayPalProvider } from './paypal/paypal.ts'
import { collectPayments } from './personal-data.ts'
import { type PaymentProvider, providerCalls } from './provider/provider.ts'
import { createProviders } from './provider/providers.ts'
import { createStripeProvider } from './stripe/stripe.ts'
import { createSubscribers } from './subscribers.ts'
import { createTransferProvider } from './transfers/transfer-provider.ts'

const config = readConfig(configShape)
const host = await createHost('payments', config)
const payments = createPayments(host.store)
const positions = createEventPositions(host.store)
const payoutBooks = createPayoutBooks(host.store)
const returnUrl = returnUrlOf(config)
const paypal = paypalOf(config)
/** Both behind the faults that drills ask for. */
const faulty = (name: string, operations: PaymentProvider) =>
  faultyOperations(host.faults, name, { operations, of: providerCalls })
const providers = createProviders({
  stripe: faulty(
    'provider',
    createStripeProvider({
      apiUrl: config.stripeApiUrl,
      secretKey: config.stripeSecretKey,
      webhookSecret: config.stripeWebhookSecret,
      returnUrl,
    }),
  ),
  ...(paypal && {
    paypal: faulty('paypal', createPayPalProvider({ ...paypal, returnUrl, clock: host.clock })),
  }),
  transfer: createTransferProvider(),
})
const settlement = createSettlement({ payments, providers, clock: host.clock })
const captureAt = config.captureAt === 'shipping' ? config.captureAt : undefined
const holdMarginMs = config.authorisationMarginHours * 3_600_000
const services = { orders: host.clients.orders }
const deps = {
  ...host,
  ...services,
  payments,
  settlement,
  providers,
  payoutBooks,
  captureAt,
  holdMarginMs,
}
const offer = offerOf({
  apiUrl: config.stripeApiUrl,
  publishableKey: config.stripePublishableKey,
  paypal,
})
const app = createApp({ ...deps, offer })
await host.run(app, {
  subscribers: createSubscribers(deps),
  collections: [payments, positions, ...Object.values(payoutBooks)],
  erase: erasePayments(payments),
  personalData: collectPayments(payments),
  workers: [
    () => startCatchUp({ ...deps, positions }, config.stripePollSeconds * 1000),
    () => startPayoutImport(deps, config.payoutImportHours * 3_600_000),
  ],
})
