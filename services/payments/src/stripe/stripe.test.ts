import { isRefusal } from '@comptoir/service/problems/refusal'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type SimulatorProcess,
  secretKey,
  startSimulatorProcess,
  webhookSecret,
} from '../../test/simulator.ts'
import type { PaymentProvider, ProviderEvent } from '../provider/provider.ts'
import { createStripeProvider } from './stripe.ts'

let simulator: SimulatorProcess
let provider: PaymentProvider

const options = { secretKey, webhookSecret, returnUrl: 'http://localhost/orders/{orderId}' }

beforeAll(async () => {
  simulator = await startSimulatorProcess()
  provider = createStripeProvider({ ...options, apiUrl: simulator.url })
})
afterAll(() => simulator.stop())

let orders = 0
function submission(token: string, attempt = 1, providerRef?: string) {
  if (attempt === 1) orders += 1
  const ids = { paymentIntentId: `pi_${orders}`, orderId: `ord_${orders}` }
  return { ...ids, amount: 5000, currency: 'EUR', attempt, token, providerRef }
}

async function confirmOnPage(actionUrl: string, answer: 'approve' | 'refuse') {
  const page = new URL(actionUrl)
  const url = `${simulator.url}${page.pathname}/${answer}${page.search}`
  return fetch(url, { method: 'POST', redirect: 'manual' })
}

async function listed(from: Date) {
  const events: ProviderEvent[] = []
  for await (const event of provider.eventsSince(from)) events.push(event)
  return events
}

describe('the Stripe adapter, against the simulator', () => {
  it('takes the money in one call', async () => {
    const report = await provider.submit(submission('pm_card_visa'))
    expect(report).toMatchObject({ status: 'succeeded', captured: 5000 })
  })

  it.each([
    ['pm_card_visa', { type: 'card', brand: 'visa', last4: '4242', wallet: undefined }],
    ['pm_card_mastercard', { type: 'card', brand: 'mastercard', last4: '4444' }],
    ['pm_sim_apple_pay', { type: 'card', brand: 'visa', wallet: 'apple_pay' }],
  ])('says what %s really paid with, now and when asked again', async (token, paymentMethod) => {
    const report = await provider.submit(submission(token))
    expect(report).toMatchObject({ status: 'succeeded', paymentMethod })
    expect(await provider.retrieve(report.providerRef ?? '')).toEqual(report)
  })

  it('takes it once per attempt, however often it is asked', async () => {
    const before = (await simulator.ledger()).net['EUR']?.charged ?? 0
    const asked = submission('pm_card_visa')
    const reports = await Promise.all([
      provider.submit(asked),
      provider.submit(asked),
      provider.submit(asked),
    ])
    expect(new Set(reports.map((report) => report.providerRef)).size).toBe(1)
    expect((await simulator.ledger()).net['EUR']?.charged).toBe(before + 5000)
  })

  it.each([
    ['pm_card_chargeDeclined', 'card_declined'],
    ['pm_card_chargeDeclinedInsufficientFunds', 'insufficient_funds'],
    ['pm_card_chargeDeclinedExpiredCard', 'expired_card'],
  ])('reports %s as a value, and another method may follow', async (token, failureCode) => {
    const report = await provider.submit(submission(token))
    expect(report).toMatchObject({ status: 'failed', failureCode })
    const next = await provider.submit(submission('pm_card_visa', 2, report.providerRef))
    expect(next).toMatchObject({ status: 'succeeded', providerRef: report.providerRef })
  })

  it.each([
    ['approve', { status: 'succeeded', captured: 5000 }],
    ['refuse', { status: 'failed', failureCode: 'payment_intent_authentication_failure' }],
  ] as const)('sends the shopper to confirm: %s', async (answer, decided) => {
    const report = await provider.submit(submission('pm_card_authenticationRequired'))
    if (report.status !== 'requires_action') throw new Error(report.status)
    const back = await confirmOnPage(report.actionUrl, answer)
    expect(back.headers.get('location')).toContain(
      `http://localhost/orders/ord_${orders}?payment_intent=`,
    )
    expect(await provider.retrieve(report.providerRef)).toMatchObject(decided)
  })

  it('sees a slow payment end', async () => {
    const { status, providerRef = '' } = await provider.submit(submission('pm_sim_slow'))
    expect(status).toBe('processing')
    await expect.poll(async () => (await provider.retrieve(providerRef)).status).toBe('succeeded')
  })

  it('releases an open intent, and says when it is too late', async () => {
    const open = await provider.submit(submission('pm_card_authenticationRequired'))
    expect((await provider.release(open.providerRef ?? '')).status).toBe('cancelled')
    expect((await provider.release(open.providerRef ?? '')).status).toBe('cancelled')
    const paid = await provider.submit(submission('pm_card_visa'))
    expect((await provider.release(paid.providerRef ?? '')).status).toBe('succeeded')
  })

  it('counts an intent that the provider does not know as cancelled', async () => {
    expect((await provider.retrieve('pi_unknown')).status).toBe('cancelled')
    expect((await provider.release('pi_unknown')).status).toBe('cancelled')
  })

  it('refunds once per refund, and reports a refusal as a value', async () => {
    const { providerRef = '' } = await provider.submit(submission('pm_card_visa'))
    const ids = { paymentIntentId: `pi_${orders}`, providerRef, currency: 'EUR' }
    const part = { ...ids, refundId: `rf_${orders}_a`, amount: 3000 }
    const [first, again] = await Promise.all([provider.refund(part), provider.refund(part)])
    expect(first).toMatchObject({ status: 'succeeded' })
    expect(again).toEqual(first)
    const tooMuch = await provider.refund({ ...part, refundId: `rf_${orders}_b` })
    expect(tooMuch.status).toBe('failed')
  })

  it('sees a refund fail after it looked done', async () => {
    const { providerRef = '' } = await provider.submit(submission('pm_sim_refund_fails'))
    const order = {
      paymentIntentId: `pi_${orders}`,
      providerRef,
      refundId: `rf_${orders}`,
      ...{ amount: 5000, currency: 'EUR' },
    }
    const { status, providerRef: refundRef = '' } = await provider.refund(order)
    expect(status).toBe('succeeded')
    await expect
      .poll(() => provider.retrieveRefund(refundRef))
      .toMatchObject({
        status: 'failed',
        failureCode: 'expired_or_canceled_card',
      })
  })

  it('lists all events since a time, newest first, however many, with our ids', async () => {
    const before = await listed(new Date(0))
    for (let n = 0; n < 60; n++) await provider.submit(submission('pm_card_chargeDeclined'))
    const asked = submission('pm_card_visa')
    await provider.submit(asked)
    const events = await listed(new Date(0))
    expect(events.length - before.length).toBe(61)
    expect(events[0]).toMatchObject({
      type: 'payment_intent.succeeded',
      about: 'payment',
      paymentIntentId: asked.paymentIntentId,
    })
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
    expect(await listed(new Date(Date.now() + 60_000))).toEqual([])
  })

  it('reads what was given back and disputed, ours or not, to the last page', async () => {
    const { providerRef = '' } = await provider.submit(submission('pm_card_createDispute'))
    const paymentIntentId = `pi_${orders}`
    const ids = { paymentIntentId, providerRef, currency: 'EUR' }
    await provider.refund({ ...ids, refundId: 'rf_a', amount: 100 })
    await simulator.post('/v1/refunds', { payment_intent: providerRef, amount: '50' })
    await expect
      .poll(async () => (await provider.readLedger(providerRef)).disputes)
      .toMatchObject([{ amount: 4850, status: 'open', reason: 'fraudulent' }])
    expect(await provider.readLedger(providerRef)).toMatchObject({
      providerRef,
      paymentIntentId,
      captured: 5000,
      refunds: [
        { refundId: 'rf_a', amount: 100, status: 'succeeded' },
        { amount: 50, status: 'succeeded' },
      ],
    })
    const many = await provider.submit(submission('pm_card_visa'))
    const form = { payment_intent: many.providerRef ?? '', amount: '1' }
    for (let n = 0; n < 101; n++) await simulator.post('/v1/refunds', form)
    const { refunds } = await provider.readLedger(many.providerRef ?? '')
    expect(new Set(refunds.map(({ ref }) => ref)).size).toBe(101)
  })

  it.each([
    ['winning_evidence', 'won'],
    ['losing_evidence', 'lost'],
  ])('sees a dispute end by %s: %s', async (text, status) => {
    const { providerRef = '' } = await provider.submit(submission('pm_card_visa'))
    const { id } = await simulator.post('/disputes', { payment_intent: providerRef })
    await simulator.post(`/v1/disputes/${id}`, { 'evidence[uncategorized_text]': text })
    expect((await provider.readLedger(providerRef)).disputes).toMatchObject([{ ref: id, status }])
  })

  it('counts no inquiry as money that moved', async () => {
    const { providerRef = '' } = await provider.submit(submission('pm_card_visa'))
    await simulator.post('/disputes', { payment_intent: providerRef, inquiry: 'true' })
    expect((await provider.readLedger(providerRef)).disputes).toEqual([])
  })

  it.each([
    ['nobody listens', () => 'http://127.0.0.1:9', secretKey],
    ['the key is wrong', () => simulator.url, 'sk_test_wrong_key'],
  ])(
    'throws dependency_unavailable when %s: the outcome is not a refusal',
    async (_why, apiUrl, key) => {
      const other = createStripeProvider({ ...options, apiUrl: apiUrl(), secretKey: key })
      const thrown = await other.submit(submission('pm_card_visa')).catch((error: unknown) => error)
      expect(isRefusal(thrown, 'dependency_unavailable')).toBe(true)
    },
  )
})
