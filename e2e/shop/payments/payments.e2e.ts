import { signWebhook } from '@comptoir/payment-simulator/webhooks/signature'
import { describe, expect, it } from 'vitest'
import { eventually } from '../../src/api.ts'
import { openJourney } from '../../src/journey.ts'
import { buy, readOrder, register, sell } from '../../src/shopper.ts'

const { platform, api, staff } = await openJourney()

describe('a webhook that is odd', () => {
  const post = async (body: string, signature: string) => {
    const answer = await fetch(`${platform.gatewayUrl}/api/webhooks/stripe`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'stripe-signature': signature },
      body,
    })
    return { status: answer.status, type: answer.headers.get('content-type') }
  }
  const refused = { status: 400, type: expect.stringContaining('application/problem+json') }

  it.each([
    ['empty', 'v1='],
    ['missing its value', 'v1'],
    ['wrong', `v1=${'0'.repeat(64)}`],
  ])('is refused, not failed on, when its signature is %s', async (_what, signature) => {
    const now = Math.floor(Date.now() / 1000)
    expect(await post('{}', `t=${now},${signature}`)).toEqual(refused)
  })

  const isUnknown = platform.stripeWebhookSecret === ''
  if (isUnknown) console.log('Left out, STRIPE_WEBHOOK_SECRET is not set: odd webhooks')
  it.skipIf(isUnknown).each([
    ['not JSON', 'no'],
    ['an empty object', '{}'],
    ['null', 'null'],
    ['without data', '{"id":"evt_odd","type":"payment_intent.succeeded"}'],
    [
      'an intent without metadata',
      '{"id":"evt_odd","type":"payment_intent.succeeded","data":{"object":{"object":"payment_intent","id":"pi_1"}}}',
    ],
  ])('is refused, not failed on, though it is signed right: %s', async (_what, body) => {
    const signature = signWebhook(body, platform.stripeWebhookSecret, Date.now())
    expect(await post(body, signature)).toEqual(refused)
  })
})

describe('paying', () => {
  it('begins with what a browser is told, signed in or not', async () => {
    const { status, body } = await api('GET /api/payment-methods')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      provider: 'stripe',
      mode: 'simulator',
      methods: [{ type: 'card' }],
      currencies: ['EUR'],
    })
  })

  it('needs a method that the shopper names', async () => {
    const { token } = await register(api)
    const answer = await api('POST /api/orders', {
      token,
      key: crypto.randomUUID(),
      body: { cartId: 'cart_x', shippingOptionId: 'home', paymentMethod: { provider: 'stripe' } },
    })
    expect(answer.status).toBe(400)
    expect(answer.body['errors']).toContainEqual(
      expect.objectContaining({ field: 'paymentMethod.token' }),
    )
  })

  it('shows what was really paid with', async () => {
    const sku = await sell(api, staff, { price: 1500, stock: 1 })
    const { shopper, order } = await buy(api, sku, 'pm_sim_google_pay')
    const path = `/api/payment-intents/${order.orderId.replace(/^ord_/, 'pi_')}`
    const paid = await eventually(
      'the payment to succeed',
      async () => (await api(`GET ${path}`, { token: shopper.token })).body,
      ({ status }) => status === 'succeeded',
    )
    expect(paid['paymentMethod']).toEqual({
      type: 'card',
      brand: 'mastercard',
      last4: '4444',
      wallet: 'google_pay',
    })
  })

  it('leads back to a page, not to a route of the API, after 3DS', async () => {
    const sku = await sell(api, staff, { price: 1500, stock: 1 })
    const { shopper, order } = await buy(api, sku, 'pm_card_authenticationRequired')
    const waiting = await eventually(
      'the order to need an action',
      () => readOrder(api, shopper, order.orderId),
      (seen) => seen.paymentStatus === 'requires_action',
    )
    const challenge = new URL(waiting.payment.actionUrl ?? '')
    challenge.pathname += '/approve'
    const back = await fetch(challenge, { method: 'POST', redirect: 'manual' })
    const location = new URL(back.headers.get('location') ?? '')
    expect(location.pathname).toBe(`/orders/${order.orderId}/payment-return`)
    expect(location.searchParams.get('redirect_status')).toBe('succeeded')
  })
})

describe("the provider's ledger", () => {
  it('opens with its key only', async () => {
    const read = (headers: Record<string, string>) =>
      fetch(`${platform.simulatorUrl}/ledger`, { headers })
    expect((await read({})).status).toBe(401)
    expect((await read({ authorization: 'Bearer sk_test_other' })).status).toBe(401)
    const key = { authorization: `Bearer ${platform.stripeSecretKey}` }
    expect((await read(key)).status).toBe(200)
  })
})
