import type { Report } from '../../src/payment/payment.ts'
import { createPayPalProvider } from '../../src/paypal/paypal.ts'
import type { PaymentProvider, Submission } from '../../src/provider/provider.ts'
import type { ProviderName } from '../../src/provider/providers.ts'
import { createStripeProvider } from '../../src/stripe/stripe.ts'
import {
  paypalCredentials,
  secretKey,
  startPayPalProcess,
  startSimulatorProcess,
  webhookSecret,
} from '../simulator.ts'

/** What the shopper, the bank or the provider does with a payment. */
export type Course = 'accept' | 'decline' | 'slow' | 'twice' | 'late' | 'silent' | 'refund_fails'

/** A provider with its simulator, as the conformance suite sees both of them. */
export type World = {
  readonly name: ProviderName
  readonly provider: PaymentProvider
  /** What an order names as its method. */
  tokenFor(course: Course): string
  /** The shopper's part after `submit`: an approval page, where the provider has one. */
  approve(report: Report, course: Course): Promise<void>
  /** The shopper must confirm, and refuses; answers where the browser is sent. */
  challenge(submission: Omit<Submission, 'token'>): Promise<Report>
  refuse(actionUrl: string): Promise<string | null>
  /** What the provider's own ledger says was taken for a payment of ours, less what went back. */
  netOf(paymentIntentId: string): Promise<number>
  refundInDashboard(providerRef: string, amount: number): Promise<unknown>
  dispute(providerRef: string): Promise<string>
  /** The time of the money that is held for an intent is over. */
  expire(providerRef: string): Promise<unknown>
  /** Settles what has moved so far; answers the provider as it is then. */
  settle(): Promise<PaymentProvider>
  /** The provider decides a dispute. */
  decide(disputeId: string, outcome: 'won' | 'lost'): Promise<unknown>
  stop(): Promise<void>
}

const returnUrl = 'http://localhost/orders/{orderId}/payment-return'

type Line = {
  kind: string
  amount: number
  metadata: Record<string, string>
}
type Ledger = { charges: Line[]; refunds: Line[]; disputes: Line[] }

function netIn({ charges, refunds }: Ledger, id: string): number {
  const own = [...charges, ...refunds].filter(
    ({ metadata }) => metadata['payment_intent_id'] === id,
  )
  const isIn = (kind: string) => kind !== 'refund'
  return own.reduce((sum, { kind, amount }) => sum + (isIn(kind) ? amount : -amount), 0)
}

const cards: Readonly<Record<Course, string>> = {
  accept: 'pm_card_visa',
  decline: 'pm_card_chargeDeclined',
  slow: 'pm_sim_slow',
  twice: 'pm_sim_duplicate_webhook',
  late: 'pm_sim_out_of_order_webhook',
  silent: 'pm_sim_no_webhook',
  refund_fails: 'pm_sim_refund_fails',
}

export async function stripeWorld(webhookUrl: string): Promise<World> {
  const simulator = await startSimulatorProcess(webhookUrl)
  const provider = createStripeProvider({
    ...{ apiUrl: simulator.url, secretKey, webhookSecret, returnUrl },
  })
  const post = (path: string, form: Record<string, string>) => simulator.post(path, form)
  return {
    ...{ name: 'stripe', provider, stop: simulator.stop },
    tokenFor: (course) => cards[course],
    approve: async () => undefined,
    challenge: (submission) =>
      provider.submit({ ...submission, token: 'pm_card_authenticationRequired' }),
    async refuse(actionUrl) {
      const page = new URL(actionUrl)
      const path = `${simulator.url}${page.pathname}/refuse${page.search}`
      return (await fetch(path, { method: 'POST', redirect: 'manual' })).headers.get('location')
    },
    netOf: async (id) => netIn((await simulator.ledger()) as unknown as Ledger, id),
    refundInDashboard: (ref, amount) =>
      post('/v1/refunds', { payment_intent: ref, amount: String(amount) }),
    expire: (ref) => post(`/authorisations/${ref}/expire`, {}),
    dispute: async (ref) => (await post('/disputes', { payment_intent: ref })).id,
    async settle() {
      await post('/payouts', {})
      return provider
    },
    decide: (id, outcome) => post(`/disputes/${id}/decide`, { outcome }),
  }
}

const cases: Readonly<Record<Course, string>> = {
  accept: 'approve',
  decline: 'approve:declined',
  slow: 'approve:pending',
  twice: 'approve:webhooks_twice',
  late: 'approve:webhooks_late',
  silent: 'approve:no_webhooks',
  refund_fails: 'approve:refund_fails',
}

type Ids = { readonly id: string }[]
type PayPalOrder = { purchase_units: { payments: { captures: Ids; authorizations?: Ids } }[] }

export async function paypalWorld(webhookUrl: string): Promise<World> {
  const simulator = await startPayPalProcess(webhookUrl)
  const { url: apiUrl, call } = simulator
  const options = { ...paypalCredentials, apiUrl, returnUrl, clock: () => new Date() }
  const provider = createPayPalProvider(options)
  const captureOf = async (ref: string) => {
    const order = await call<PayPalOrder>('GET', `/v2/checkout/orders/${ref}`)
    return order.purchase_units[0]?.payments.captures[0]?.id ?? ''
  }
  return {
    ...{ name: 'paypal', provider, stop: simulator.stop },
    tokenFor: () => 'paypal',
    async approve(report, course) {
      if (report.status !== 'requires_action')
        throw new Error(`not to be approved: ${report.status}`)
      await simulator.answerPage(report.actionUrl, cases[course])
    },
    challenge: (submission) => provider.submit({ ...submission, token: 'paypal' }),
    refuse: (actionUrl) => simulator.answerPage(actionUrl, 'refuse'),
    netOf: async (id) => netIn(await call<Ledger>('GET', '/ledger'), id),
    async refundInDashboard(ref, amount) {
      const value = (amount / 100).toFixed(2)
      const path = `/v2/payments/captures/${await captureOf(ref)}/refund`
      return await call('POST', path, { amount: { currency_code: 'EUR', value } })
    },
    async expire(ref) {
      const order = await call<PayPalOrder>('GET', `/v2/checkout/orders/${ref}`)
      const [held] = order.purchase_units[0]?.payments.authorizations ?? []
      return await call('POST', `/authorizations/${held?.id}/expire`)
    },
    async dispute(ref) {
      const body = { capture_id: await captureOf(ref) }
      return (await call<{ dispute_id: string }>('POST', '/disputes', body)).dispute_id
    },
    settle: async () =>
      createPayPalProvider({ ...options, clock: () => new Date(Date.now() + 2 * 86_400_000) }),
    decide: (id, outcome) =>
      call('POST', `/v1/customer/disputes/${id}/adjudicate`, {
        adjudication_outcome: outcome === 'won' ? 'SELLER_FAVOR' : 'BUYER_FAVOR',
      }),
  }
}
