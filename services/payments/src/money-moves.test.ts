import { describe, expect, it } from 'vitest'
import { anOrder, createTestPayments } from '../test/harness.ts'
import { get, paid, put, refund, staff, type Test } from '../test/requests.ts'
import { receiveEvent } from './provider/receive-provider-event.ts'

const cancel = (test: Test) => put(test, 'pi_1/cancel', { refundId: 'rf_1', reason: 'cancelled' })
const read = async (test: Test) => (await get(test, '/api/payment-intents/pi_1', staff)).body
const event = {
  id: 'evt_1',
  type: 'refund.created',
  about: 'ledger',
  providerRef: 'ref_1',
} as const

function refundInDashboard({ provider }: Test, amount: number, ref = 're_dashboard') {
  provider.refunds.set(ref, { status: 'succeeded', providerRef: 'ref_1', amount })
}

function dispute({ provider }: Test, status: 'open' | 'won' | 'lost', amount = 5000) {
  const rest = { reason: 'fraudulent', createdAt: '2026-11-21T10:00:00.000Z' }
  provider.disputes.set('du_1', { ref: 'du_1', status, amount, ...rest, providerRef: 'ref_1' })
}

describe('news of a ledger', () => {
  it('finds its payment by the id of the provider: a dashboard knows no id of ours', async () => {
    const test = await paid('1')
    refundInDashboard(test, 500)
    await receiveEvent(event, test)
    expect(await read(test)).toMatchObject({
      status: 'partially_refunded',
      refunded: { amount: 500 },
      refundable: { amount: 4500 },
      refunds: [{ origin: 'provider', providerRef: 're_dashboard' }],
    })
  })

  it('of an intent of another system changes nothing', async () => {
    const test = await paid('1')
    await receiveEvent({ ...event, providerRef: 'ref_of_others' }, test)
    expect((await read(test)).status).toBe('succeeded')
  })

  it('brings the payment itself, when its webhook never came', async () => {
    const test = createTestPayments()
    await test.announce(anOrder('1', 'pm_slow'))
    test.provider.decide('pi_1', 'succeeded')
    refundInDashboard(test, 500)
    await receiveEvent(event, test)
    expect(test.eventNames().slice(-2)).toEqual(['payment-succeeded', 'refund-succeeded'])
  })

  it('shows a dispute as long as it holds money', async () => {
    const test = await paid('1')
    dispute(test, 'open')
    await receiveEvent(event, test)
    expect(await read(test)).toMatchObject({
      ...{ status: 'disputed', disputed: { amount: 5000 }, refundable: { amount: 0 } },
      disputes: [{ id: 'du_1', status: 'open', reason: 'fraudulent' }],
    })
    dispute(test, 'won')
    await receiveEvent({ ...event, id: 'evt_2' }, test)
    expect(await read(test)).toMatchObject({ status: 'succeeded', refundable: { amount: 5000 } })
  })
})

describe('a cancel', () => {
  it('gives back what is left after a refund that no webhook told of', async () => {
    const test = await paid('1')
    refundInDashboard(test, 500)
    const { body } = await cancel(test)
    expect(body).toMatchObject({ status: 'refunded', refunded: { amount: 5000 } })
    expect(await read(test)).toMatchObject({
      refunds: [{ amount: { amount: 500 } }, { amount: { amount: 4500 } }],
    })
    expect(test.provider.netOf('pi_1')).toBe(0)
  })

  it('gives the rest back when a refund at the provider comes between', async () => {
    const test = await paid('1')
    const { refund: give } = test.provider
    test.provider.refund = async (order) => {
      test.provider.refund = give
      refundInDashboard(test, 500)
      return { status: 'failed', failureCode: order.amount > 4500 ? 'too_much' : 'unexpected' }
    }
    expect((await cancel(test)).body).toMatchObject({ status: 'refunded' })
    expect(await read(test)).toMatchObject({
      refunds: [
        { id: 'rf_1', status: 'failed', failureCode: 'too_much' },
        { amount: { amount: 500 }, origin: 'provider' },
        { id: 'rf_1_2', amount: { amount: 4500 }, status: 'succeeded' },
      ],
    })
  })

  it('leaves a refund that a bank sent back to staff', async () => {
    const test = await paid('1')
    await cancel(test)
    test.provider.refunds.set('re_rf_1', {
      status: 'failed',
      providerRef: 'ref_1',
      amount: 5000,
      refundId: 'rf_1',
    })
    await receiveEvent(event, test)
    expect((await cancel(test)).body).toMatchObject({
      status: 'succeeded',
      sums: { owedTotal: { amount: 5000 } },
    })
    const again = await refund(test, 'pi_1', {})
    expect(again.body).toMatchObject({ status: 'succeeded', amount: { amount: 5000 } })
    expect(await read(test)).toMatchObject({ status: 'refunded', refundOwed: { amount: 0 } })
  })

  it('waits while a dispute is open, and goes on when it is won', async () => {
    const test = await paid('1')
    dispute(test, 'open', 2000)
    expect((await cancel(test)).body).toMatchObject({ status: 'disputed' })
    expect(test.provider.refunds.size).toBe(0)
    dispute(test, 'won', 2000)
    expect((await cancel(test)).body).toMatchObject({ status: 'refunded' })
  })
})

describe('a refund by staff', () => {
  it('is of lines, at the prices of the order', async () => {
    const test = await paid('1')
    const eur = (amount: number) => ({ amount, currency: 'EUR' })
    test.basis.lines.push({ sku: 'MUG', quantity: 3, unitPrice: eur(1200), gross: eur(3600) })
    const lines = [{ sku: 'MUG', quantity: 2 }]
    expect((await refund(test, 'pi_1', { lines })).body).toMatchObject({
      amount: { amount: 2400 },
      lines,
    })
    const tooMany = await refund(test, 'pi_1', { lines }, staff, 'another-key')
    expect([tooMany.status, tooMany.body.code]).toEqual([400, 'invalid_request'])
    const both = await refund(test, 'pi_1', { lines, amount: 1 }, staff, 'third-key')
    expect(both.status).toBe(400)
  })

  it('asks what becomes of goods that are not sent, and tells their order', async () => {
    const test = await paid('1')
    Object.assign(test.basis, { sent: false, status: 'processing' })
    const undecided = await refund(test, 'pi_1', {})
    expect(undecided).toMatchObject({ status: 409, body: { code: 'goods_undecided' } })
    expect((await refund(test, 'pi_1', { restock: true })).status).toBe(201)
    expect(test.store.published.at(-1)?.data).toMatchObject({
      goods: { restock: true, keepShipping: false },
      refundedTotal: { amount: 5000 },
    })
  })

  it('by other means is written down, and not asked of the provider', async () => {
    const test = await paid('1')
    const asked = { amount: 1500, outside: { reference: 'virement 42' } }
    expect((await refund(test, 'pi_1', asked)).body).toMatchObject({
      ...{ status: 'succeeded', origin: 'outside', reference: 'virement 42' },
    })
    expect(test.provider.refunds.size).toBe(0)
    expect(await read(test)).toMatchObject({ refunded: { amount: 1500 } })
    expect(test.eventNames().at(-1)).toBe('refund-succeeded')
  })

  it('takes in what moved at the provider first', async () => {
    const test = await paid('1')
    refundInDashboard(test, 4000)
    expect((await refund(test, 'pi_1', { amount: 1001 })).body.code).toBe('refund_too_large')
    expect((await refund(test, 'pi_1', {}, staff, 'another-key')).body.amount.amount).toBe(1000)
  })
})
