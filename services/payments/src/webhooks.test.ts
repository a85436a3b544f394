import { type Listener, listen } from '@comptoir/service/http/listen'
import Stripe from 'stripe'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anOrder, asOrders, createPaymentsOver } from '../test/harness.ts'
import {
  type SimulatorProcess,
  secretKey,
  startSimulatorProcess,
  webhookSecret,
} from '../test/simulator.ts'
import { createStripeProvider } from './stripe/stripe.ts'

type Test = ReturnType<typeof createPaymentsOver>

let simulator: SimulatorProcess
let test: Test
let listener: Listener
const arrived: { type: string; status: number }[] = []

beforeAll(async () => {
  listener = await listen({ fetch: receive }, { port: 0, host: '127.0.0.1' })
  simulator = await startSimulatorProcess(`http://127.0.0.1:${listener.port}/api/webhooks/stripe`)
  const options = { secretKey, webhookSecret, returnUrl: 'http://localhost/orders/{orderId}' }
  test = createPaymentsOver(createStripeProvider({ ...options, apiUrl: simulator.url }))
})
afterAll(async () => {
  await simulator.stop()
  await listener.close()
})

async function receive(request: Request): Promise<Response> {
  const { type } = (await request.clone().json()) as { type: string }
  const answer = await test.app.request(request)
  arrived.push({ type, status: answer.status })
  return answer
}

const statusOf = async (id: string) => (await test.payments.get(id))?.data.status
const namesOf = (id: string) =>
  test.store.published
    .filter((event) => event.subject === id)
    .map((event) => event.type.split('.').at(-2))
const typesSince = (start: number) => arrived.slice(start).map(({ type }) => type)

describe('webhooks of the simulator', () => {
  it('and the answer of the call end in one success', async () => {
    const start = arrived.length
    await test.announce(anOrder('w1'))
    await expect.poll(() => typesSince(start)).toEqual(['payment_intent.succeeded'])
    expect(arrived.at(-1)?.status).toBe(200)
    expect(namesOf('pi_w1')).toEqual(['payment-intent-created', 'payment-succeeded'])
  })

  it('tell of a slow payment', async () => {
    await test.announce(anOrder('w2', 'pm_sim_slow'))
    expect(await statusOf('pi_w2')).toBe('processing')
    await expect.poll(() => statusOf('pi_w2')).toBe('succeeded')
  })

  it('may come twice', async () => {
    const start = arrived.length
    await test.announce(anOrder('w3', 'pm_sim_duplicate_webhook'))
    await expect.poll(() => typesSince(start)).toHaveLength(2)
    expect(namesOf('pi_w3')).toEqual(['payment-intent-created', 'payment-succeeded'])
  })

  it('may come out of order', async () => {
    const start = arrived.length
    await test.announce(anOrder('w4', 'pm_sim_out_of_order_webhook'))
    const both = ['payment_intent.succeeded', 'payment_intent.processing']
    await expect.poll(() => typesSince(start)).toEqual(both)
    expect(await statusOf('pi_w4')).toBe('succeeded')
    expect(namesOf('pi_w4')).toEqual(['payment-intent-created', 'payment-succeeded'])
  })

  it('tell what the shopper answered on the confirmation page', async () => {
    await test.announce(anOrder('w5', 'pm_card_threeDSecure2Required'))
    const payment = (await test.payments.get('pi_w5'))?.data
    if (payment?.status !== 'requires_action') throw new Error(payment?.status)
    const page = new URL(payment.actionUrl)
    const approve = `${simulator.url}${page.pathname}/approve${page.search}`
    await fetch(approve, { method: 'POST', redirect: 'manual' })
    await expect.poll(() => statusOf('pi_w5')).toBe('succeeded')
  })

  it('tell of a refund that failed later', async () => {
    await test.announce(anOrder('w6', 'pm_sim_refund_fails'))
    const body = { refundId: 'rf_w6', reason: 'order cancelled' }
    await test.app.request('/internal/payment-intents/pi_w6/cancel', {
      method: 'PUT',
      headers: asOrders,
      body: JSON.stringify(body),
    })
    await expect
      .poll(() => namesOf('pi_w6').slice(-2))
      .toEqual(['refund-succeeded', 'refund-failed'])
  })
})

describe('a webhook of someone else', () => {
  const payload = JSON.stringify({
    id: 'evt_forged',
    object: 'event',
    type: 'payment_intent.succeeded',
    data: {
      object: {
        id: 'pi_x',
        object: 'payment_intent',
        status: 'succeeded',
        metadata: { payment_intent_id: 'pi_w7' },
      },
    },
  })
  const send = (signature: string, body = payload) =>
    test.app.request('/api/webhooks/stripe', {
      method: 'POST',
      headers: { 'stripe-signature': signature },
      body,
    })
  const sign = (options: { secret?: string; timestamp?: number } = {}) =>
    Stripe.webhooks.generateTestHeaderString({ payload, secret: webhookSecret, ...options })

  it('is refused: another secret, an old signature, a changed body', async () => {
    const old = Math.floor(Date.now() / 1000) - 3600
    for (const signature of [
      sign({ secret: 'whsec_guess' }),
      sign({ timestamp: old }),
      't=1,v1=00',
      'x',
    ]) {
      expect((await send(signature)).status).toBe(400)
    }
    expect((await send(sign(), payload.replace('pi_w7', 'pi_w8'))).status).toBe(400)
  })

  it('changes nothing when the provider says otherwise, however well it is signed', async () => {
    await test.announce(anOrder('w7', 'pm_card_chargeDeclined'))
    expect((await send(sign())).status).toBe(200)
    expect(await statusOf('pi_w7')).toBe('failed')
  })
})
