import type { EventDefinition } from '@comptoir/contracts/event'
import { OrderCreated } from '@comptoir/contracts/orders/events'
import type { OrderSnapshot, RefundBasis } from '@comptoir/contracts/orders/schemas'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { fixedSettings } from '@comptoir/dapr/test/fixed-settings'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { silentLog } from '@comptoir/service/test/silent-log'
import { appTokenHeaders, createTestVerifier } from '@comptoir/service/test/tokens'
import { createApp } from '../src/app.ts'
import type { CaptureAt } from '../src/config.ts'
import { offerOf } from '../src/payment/offered-methods.ts'
import { createEventPositions, createPayments } from '../src/payment/payment-store.ts'
import { createSettlement } from '../src/payment/settlement.ts'
import { createPayoutBooks } from '../src/payouts/payout-store.ts'
import type { PaymentProvider } from '../src/provider/provider.ts'
import { createProviders, type ProviderName } from '../src/provider/providers.ts'
import { createSubscribers } from '../src/subscribers.ts'
import { createMemoryProvider } from './memory-provider.ts'

export const appToken = 'token-of-the-sidecar'
export const { verify, headersFor } = createTestVerifier()
export const asOrders = {
  ...appTokenHeaders(appToken, 'orders'),
  'content-type': 'application/json',
}

/** Payments over a store in memory and the given provider; `basis` is what orders says of every order. */
export function createPaymentsOver<P extends PaymentProvider>(
  provider: P,
  name: ProviderName = 'stripe',
  captureAt?: CaptureAt,
) {
  const store = createMemoryStore('payments')
  const payments = createPayments(store)
  const positions = createEventPositions(store)
  const payoutBooks = createPayoutBooks(store)
  const clock = () => new Date(store.clock.nowMs)
  const basis = { sent: true, lines: [] as RefundBasis['lines'] }
  const orders = (async (_route: unknown, { params }: { params: { orderId: string } }) => ({
    ...{ orderId: params.orderId, status: 'delivered', ...basis },
  })) as unknown as Client
  const providers = createProviders({ [name]: provider })
  const settlement = createSettlement({ payments, providers, clock })
  const deps = {
    payments,
    settlement,
    provider,
    providers,
    positions,
    payoutBooks,
    orders,
    clock,
    captureAt,
    holdMarginMs: 24 * 3_600_000,
    keys: store.keys,
    log: silentLog(),
  }
  const offer = offerOf({ apiUrl: 'http://simulator', publishableKey: 'pk_test_of_the_tests' })
  const app = createApp({ ...deps, offer, settings: fixedSettings(), verify, appToken })
  const subscribers = createSubscribers(deps)

  async function announce(order: OrderSnapshot): Promise<void> {
    await deliver(OrderCreated, order)
  }

  /** An event of orders, as the broker brings it. */
  async function deliver(definition: EventDefinition, data: { orderId: string }): Promise<void> {
    const subscriber = subscribers.find((one) => one.definition === definition)
    const { orderId } = data
    const time = '2026-11-21T10:00:00.000Z'
    const meta = { id: `${orderId}:2:0`, type: definition.type, subject: orderId, version: 2, time }
    await subscriber?.handle(data, meta)
  }

  const eventNames = () => store.published.map((event) => event.type.split('.').at(-2))
  return { ...deps, basis, store, app, announce, deliver, eventNames }
}

export function createTestPayments(captureAt?: CaptureAt) {
  return createPaymentsOver(createMemoryProvider(), 'stripe', captureAt)
}

const eur = (amount: number) => ({ amount, currency: 'EUR' })

export function anOrder(suffix: string, token = 'pm_card_visa', amount = 5000): OrderSnapshot {
  const address = {
    recipient: 'C. Martin',
    line1: '1 rue X',
    postalCode: '75001',
    city: 'Paris',
    countryCode: 'FR',
  }
  return {
    orderId: `ord_${suffix}`,
    number: 'CMD-7K3M-92QX',
    cartId: 'cart_1',
    userId: 'usr_camille',
    email: 'camille@comptoir.example',
    locale: 'fr',
    currency: 'EUR',
    lines: [],
    shippingLine: {
      optionId: 'home',
      name: { fr: 'Domicile' },
      vatRateBps: 2000,
      gross: eur(0),
      net: eur(0),
      vat: eur(0),
    },
    totals: {
      itemsSubtotal: eur(amount),
      shipping: eur(0),
      vatByRate: [],
      vatTotal: eur(0),
      grandTotal: eur(amount),
    },
    billingAddress: address,
    shippingAddress: address,
    paymentMethod: { provider: 'stripe', token },
    placedAt: '2026-11-21T10:00:00.000Z',
  }
}
