import { isRefusal } from '@comptoir/service/refusal'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type SimulatorProcess,
  secretKey,
  startSimulatorProcess,
  webhookSecret,
} from '../test/simulator.ts'
import type { PaymentProvider } from './provider.ts'
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
    expect(await provider.look(report.providerRef ?? '')).toEqual(report)
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
    expect(await provider.look(report.providerRef)).toMatchObject(decided)
  })

  it('sees a slow payment end', async () => {
    const { status, providerRef = '' } = await provider.submit(submission('pm_sim_slow'))
    expect(status).toBe('processing')
    await expect.poll(async () => (await provider.look(providerRef)).status).toBe('succeeded')
  })

  it('releases an open intent, and says when it is too late', async () => {
    const open = await provider.submit(submission('pm_card_authenticationRequired'))
    expect((await provider.release(open.providerRef ?? '')).status).toBe('cancelled')
    expect((await provider.release(open.providerRef ?? '')).status).toBe('cancelled')
    const paid = await provider.submit(submission('pm_card_visa'))
    expect((await provider.release(paid.providerRef ?? '')).status).toBe('succeeded')
  })

  it('counts an intent that the provider does not know as cancelled', async () => {
    expect((await provider.look('pi_unknown')).status).toBe('cancelled')
    expect((await provider.release('pi_unknown')).status).toBe('cancelled')
  })

  it('refunds once per refund, and reports a refusal as a value', async () => {
    const { providerRef = '' } = await provider.submit(submission('pm_card_visa'))
    const ids = { paymentIntentId: `pi_${orders}`, providerRef }
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
      amount: 5000,
    }
    const { status, providerRef: refundRef = '' } = await provider.refund(order)
    expect(status).toBe('succeeded')
    await expect
      .poll(() => provider.lookAtRefund(refundRef))
      .toMatchObject({
        status: 'failed',
        failureCode: 'expired_or_canceled_card',
      })
  })

  it('lists the events after one it knows, oldest first, with our ids', async () => {
    const last = (await provider.eventsAfter(undefined)).at(-1)
    await provider.submit(submission('pm_card_visa'))
    const events = await provider.eventsAfter(last?.id)
    expect(events).toMatchObject([
      { type: 'payment_intent.created', about: 'payment', paymentIntentId: `pi_${orders}` },
      { type: 'payment_intent.succeeded', about: 'payment', status: 'succeeded' },
    ])
  })

  it('lists the last events after one that the provider has forgotten', async () => {
    const all = await provider.eventsAfter(undefined)
    expect(await provider.eventsAfter('evt_forgotten')).toEqual(all)
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
