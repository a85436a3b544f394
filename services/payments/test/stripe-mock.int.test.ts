import { findStripeMock } from '@comptoir/tools/sandbox/stripe-mock'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PaymentProvider } from '../src/provider/provider.ts'
import { createStripeProvider } from '../src/stripe/stripe.ts'
import { type StripeMock, startStripeMock } from './stripe-mock.ts'

const program = await findStripeMock()
if (!program && process.env['CI']) throw new Error('Go, which builds stripe-mock, is missing')
const why = program ? '' : ' (skipped: Go, which builds stripe-mock, is missing)'

let mock: StripeMock
let provider: PaymentProvider

beforeAll(async () => {
  if (!program) return
  mock = await startStripeMock(program)
  provider = createStripeProvider({
    apiUrl: mock.url,
    secretKey: 'sk_test_123',
    webhookSecret: 'whsec_123',
    returnUrl: 'https://shop.example/orders/{orderId}/payment-return',
  })
})
afterAll(() => mock?.stop())

const submission = {
  paymentIntentId: 'pi_1',
  orderId: 'ord_1',
  amount: 5000,
  currency: 'EUR',
  attempt: 1,
  token: 'pm_card_visa',
}
const refund = {
  ...{ refundId: 'rf_1', paymentIntentId: 'pi_1', providerRef: 'pi_x' },
  ...{ amount: 100, currency: 'EUR' },
}

/** Every call of the port, with the requests that it sends. */
const calls: Record<string, [() => Promise<unknown>, string[]]> = {
  submit: [() => provider.submit(submission), ['POST /v1/payment_intents']],
  'submit again': [
    () => provider.submit({ ...submission, attempt: 2, providerRef: 'pi_x' }),
    ['POST /v1/payment_intents/:id/confirm'],
  ],
  complete: [() => provider.complete('pi_x'), ['GET /v1/payment_intents/:id']],
  retrieve: [() => provider.retrieve('pi_x'), ['GET /v1/payment_intents/:id']],
  release: [() => provider.release('pi_x'), ['POST /v1/payment_intents/:id/cancel']],
  refund: [() => provider.refund(refund), ['POST /v1/refunds']],
  retrieveRefund: [() => provider.retrieveRefund('re_x'), ['GET /v1/refunds/:id']],
  readLedger: [
    () => provider.readLedger('pi_x'),
    ['GET /v1/disputes', 'GET /v1/payment_intents/:id', 'GET /v1/refunds'],
  ],
  'submit to hold': [
    () => provider.submit({ ...submission, hold: true }),
    ['POST /v1/payment_intents'],
  ],
  capture: [
    () => provider.capture({ captureId: 'cap_1', providerRef: 'pi_x', amount: 1, currency: 'EUR' }),
    ['POST /v1/payment_intents/:id/capture'],
  ],
  answerDispute: [
    () => provider.answerDispute({ disputeRef: 'dp_x', kind: 'evidence', text: 'delivered' }),
    ['POST /v1/disputes/:id'],
  ],
  'answerDispute by giving in': [
    () => provider.answerDispute({ disputeRef: 'dp_x', kind: 'accept' }),
    ['POST /v1/disputes/:id/close'],
  ],
  settlementsSince: [
    async () => {
      for await (const _settlement of provider.settlementsSince(new Date(0)));
    },
    ['GET /v1/balance_transactions', 'GET /v1/payouts'],
  ],
  eventsSince: [
    async () => {
      for await (const _event of provider.eventsSince(new Date(0)));
    },
    ['GET /v1/events'],
  ],
}

describe.skipIf(!program)(`what we send, by Stripe's own OpenAPI${why}`, () => {
  it.each(Object.entries(calls))('is valid: %s', async (_name, [call, operations]) => {
    mock.exchanges.length = 0
    await call()
    expect(mock.exchanges.filter(({ status }) => status !== 200)).toEqual([])
    expect(mock.exchanges.map(({ operation }) => operation).sort()).toEqual(operations)
  })

  it('is every call that the port has', () => {
    const asked = new Set(Object.keys(calls).map((name) => name.split(' ')[0]))
    const sending = Object.keys(provider).filter((name) => name !== 'readWebhook')
    expect([...asked].sort()).toEqual(sending.sort())
  })

  it('would be refused with a parameter that Stripe does not know', async () => {
    const body = new URLSearchParams({ amount: '1', currency: 'eur', color: 'red' })
    const headers = { authorization: 'Bearer sk_test_123' }
    const answer = await fetch(`${mock.url}/v1/payment_intents`, { method: 'POST', headers, body })
    expect(answer.status).toBe(400)
  })
})
