import { createApp } from '../../../../../services/payments/src/app.ts'
import { offerOf } from '../../../../../services/payments/src/payment/offered-methods.ts'
import {
  createEventPositions,
  createPayments,
} from '../../../../../services/payments/src/payment/payment-store.ts'
import {
  readMissedEvents,
  resumePayments,
} from '../../../../../services/payments/src/payment/resume-payments.ts'
import { createSettlement } from '../../../../../services/payments/src/payment/settlement.ts'
import { createProviders } from '../../../../../services/payments/src/provider/providers.ts'
import { createStripeProvider } from '../../../../../services/payments/src/stripe/stripe.ts'
import { createSubscribers } from '../../../../../services/payments/src/subscribers.ts'
import { createHostTwin, type Platform } from '../host-twin.ts'
import { type Provider, providerUrl, secretKey, webhookSecret } from '../provider.ts'

/** Payments, with the simulator as provider. */
export function startPayments(platform: Platform, { fetch }: Pick<Provider, 'fetch'>) {
  const host = createHostTwin(platform, 'payments')
  const payments = createPayments(host.store)
  const positions = createEventPositions(host.store)
  const apiUrl = providerUrl
  const returnUrl = 'http://shop.example/orders/{orderId}/payment-return'
  const stripe = createStripeProvider({ apiUrl, secretKey, webhookSecret, returnUrl, fetch })
  const providers = createProviders({ stripe })
  const settlement = createSettlement({ payments, providers, clock: host.clock })
  const offer = offerOf({ apiUrl, publishableKey: undefined })
  const deps = { ...host, payments, settlement, providers, positions, orders: host.clients.orders }
  host.run(createApp({ ...deps, offer }), {
    subscribers: createSubscribers(deps),
    collections: [payments, positions],
    rounds: [
      { name: 'resume payments', run: () => resumePayments(deps) },
      { name: 'provider events', run: () => readMissedEvents(deps), isRare: true },
    ],
  })
}
