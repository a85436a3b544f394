import Stripe from 'stripe'
import { describe, expect, it } from 'vitest'
import { createPaymentsOver } from '../test/harness.ts'
import { webhookSecret } from '../test/simulator.ts'
import { createStripeProvider } from './stripe/stripe.ts'

const { app, eventNames } = createPaymentsOver(
  createStripeProvider({
    apiUrl: 'http://127.0.0.1:9',
    secretKey: 'sk_test_of_the_tests',
    webhookSecret,
    returnUrl: 'http://localhost/orders/{orderId}',
  }),
)

async function post(body: string | Uint8Array<ArrayBuffer>, signature: string) {
  const headers = { 'stripe-signature': signature }
  const answer = await app.request('/api/webhooks/stripe', { method: 'POST', headers, body })
  return { status: answer.status, body: (await answer.json()) as { code?: string } }
}

const sign = (payload: string) =>
  Stripe.webhooks.generateTestHeaderString({ payload, secret: webhookSecret })

const event = (object: unknown, type = 'payment_intent.succeeded') =>
  JSON.stringify({ id: 'evt_1', object: 'event', type, data: { object } })

const intent = { id: 'pi_x', object: 'payment_intent', status: 'succeeded', amount_received: 1 }
const refund = { id: 're_x', object: 'refund', status: 'failed', amount: 1 }

describe('a webhook whose signature is odd', () => {
  const now = () => Math.floor(Date.now() / 1000)

  it.each([
    ['empty', () => `t=${now()},v1=`],
    ['without a sign of equality', () => `t=${now()},v1`],
    ['of letters that take two bytes', () => `t=${now()},v1=${'\u00e9'.repeat(64)}`],
    ['without a time', () => 'v1=00'],
    ['without a number as time', () => 't=now,v1=00'],
    ['of another scheme', () => `t=${now()},v0=00`],
    ['nothing but commas', () => ',,,'],
    ['two of them', () => `t=${now()},v1=00,v1=`],
  ])('is refused with 400: %s', async (_what, signature) => {
    expect(await post('{}', signature())).toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    })
  })
})

describe('a webhook that is signed right and odd', () => {
  it.each([
    ['not JSON', 'no'],
    ['nothing', ''],
    ['half of it', event(intent).slice(0, -4)],
    ['an empty object', '{}'],
    ['null', 'null'],
    ['a list', '[]'],
    ['a number', '1'],
    ['without data', '{"id":"evt_1","type":"payment_intent.succeeded"}'],
    ['with null as data', '{"id":"evt_1","type":"payment_intent.succeeded","data":null}'],
    ['with a text as data', '{"id":"evt_1","type":"payment_intent.succeeded","data":"x"}'],
    ['with null as object', event(null)],
    ['with a list as object', event([])],
    ['without id', JSON.stringify({ type: 'x', data: { object: intent } })],
    ['with a number as id', JSON.stringify({ id: 1, type: 'x', data: { object: intent } })],
    ['without type', JSON.stringify({ id: 'evt_1', data: { object: intent } })],
    ['an intent without metadata', event(intent)],
    ['an intent with null as metadata', event({ ...intent, metadata: null })],
    [
      'an intent with numbers as metadata',
      event({ ...intent, metadata: { payment_intent_id: 1 } }),
    ],
    ['an intent without id', event({ ...intent, id: undefined, metadata: {} })],
    ['an intent without status', event({ ...intent, status: undefined, metadata: {} })],
    ['a refund without metadata', event(refund, 'refund.failed')],
    [
      'a refund of a number',
      event({ ...refund, metadata: {}, payment_intent: 5 }, 'refund.failed'),
    ],
    [
      'a dispute without metadata',
      event({ id: 'du_x', object: 'dispute' }, 'charge.dispute.created'),
    ],
    ['a charge without metadata', event({ id: 'ch_x', object: 'charge' }, 'charge.refunded')],
  ])('is refused with 400: %s', async (_what, body) => {
    expect(await post(body, sign(body))).toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    })
  })

  it.each([
    ['a payout', event({ id: 'po_1', object: 'payout', metadata: {} }, 'payout.paid')],
    ['an object without a kind', event({}, 'account.updated')],
    ['an intent of another system', event({ ...intent, metadata: {} })],
    [
      "an intent of another system's naming",
      event({ ...intent, metadata: { payment_intent_id: '../x' } }),
    ],
    [
      'a refund of no intent',
      event({ ...refund, metadata: null, payment_intent: null }, 'refund.failed'),
    ],
    [
      'a charge that succeeded',
      event({ id: 'ch_1', object: 'charge', metadata: {} }, 'charge.succeeded'),
    ],
    ['with a type from the prototype', event({ id: 'x', object: 'constructor' }, '__proto__')],
  ])('is received, and changes nothing: %s', async (_what, body) => {
    expect((await post(body, sign(body))).status).toBe(200)
    expect(eventNames()).toEqual([])
  })
})
