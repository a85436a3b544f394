import { createApp } from '../../../../../services/payments/src/app.ts'
import { erasePayments } from '../../../../../services/payments/src/erasure.ts'
import { offerOf } from '../../../../../services/payments/src/payment/offered-methods.ts'
import {
  createEventPositions,
  createPayments,
} from '../../../../../services/payments/src/payment/payment-store.ts'
import {
  readMissedEvents,
  resumePayments,
  warnOfExpiries,
} from '../../../../../services/payments/src/payment/resume-payments.ts'
import { createSettlement } from '../../../../../services/payments/src/payment/settlement.ts'
import { createPayoutBooks } from '../../../../../services/payments/src/payouts/payout-store.ts'
import { createPayPalProvider } from '../../../../../services/payments/src/paypal/paypal.ts'
import { createProviders } from '../../../../../services/payments/src/provider/providers.ts'
import { createStripeProvider } from '../../../../../services/payments/src/stripe/stripe.ts'
import { createSubscribers } from '../../../../../services/payments/src/subscribers.ts'
import { createTransferProvider } from '../../../../../services/payments/src/transfers/transfer-provider.ts'
import { createHostTwin, type Platform } from '../host-twin.ts'
import { type PayPal, payPalAccount, payPalUrl } from '../paypal-provider.ts'
import { type Provider, providerUrl, secretKey, webhookSecret } from '../provider.ts'

type Providers = {
  readonly stripe: Pick<Provider, 'fetch'>
  readonly paypal: Pick<PayPal, 'fetch'>
}

/** Payments, with the simulators as providers. */
export function startPayments(platform: Platform, at: Providers) {
  const host = createHostTwin(platform, 'payments')
  const payments = createPayments(host.store)
  const positions = createEventPositions(host.store)
  const apiUrl = providerUrl
  const returnUrl = 'http://shop.example/orders/{orderId}/payment-return'
  const { fetch } = at.stripe
  const stripe = createStripeProvider({ apiUrl, secretKey, webhookSecret, returnUrl, fetch })
  const payPalOptions = { ...payPalAccount, apiUrl: payPalUrl, returnUrl, ...at.paypal }
  const paypal = createPayPalProvider({ ...payPalOptions, clock: host.clock })
  const providers = createProviders({ stripe, paypal, transfer: createTransferProvider() })
  const settlement = createSettlement({ payments, providers, clock: host.clock })
  const offer = offerOf({ apiUrl, publishableKey: undefined, paypal: payPalOptions })
  const payoutBooks = createPayoutBooks(host.store)
  const settings = { captureAt: platform.world.captureAt, holdMarginMs: 24 * 3_600_000 }
  const services = { orders: host.clients.orders }
  const deps = {
    ...{ ...host, ...services, ...settings },
    ...{ payments, settlement, providers, positions, payoutBooks },
  }
  host.run(createApp({ ...deps, offer }), {
    subscribers: createSubscribers(deps),
    collections: [payments, positions, ...Object.values(payoutBooks)],
    erase: erasePayments(payments),
    rounds: [
      { name: 'resume payments', run: () => resumePayments(deps) },
      { name: 'held money', run: () => warnOfExpiries(deps) },
      { name: 'provider events', run: () => readMissedEvents(deps), isRare: true },
    ],
  })
}
