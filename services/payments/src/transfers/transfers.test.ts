import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  anOrder,
  asOrders,
  createPaymentsOver,
  createTestPayments,
  headersFor,
} from '../../test/harness.ts'
import { camille, get, staff } from '../../test/requests.ts'
import { openPayment } from '../payment/payment.ts'
import type { LivePayment, Transfer } from '../payment/stored-payment.ts'
import { excessOf, missingOf, noteTransfer } from './transfer.ts'
import { createTransferProvider } from './transfer-provider.ts'

const dueAt = '2026-12-01T10:00:00.000Z'
const terms = { kind: 'transfer' as const, dueAt, reference: 'CMD-7K3M-92QX' }
const json = { 'content-type': 'application/json' }
const money = (amount: number) => ({ amount, currency: 'EUR' })
let keys = 0

/** Payments of an order over 50.00 that waits for a transfer. */
async function createTransferTest() {
  const test = createPaymentsOver(createTransferProvider(), 'transfer')
  await test.announce({ ...anOrder('1'), paymentTerms: terms })
  async function send(
    path: string,
    body: object,
    { user = staff as object, key = `key-no-${++keys}` } = {},
  ) {
    const signed = await headersFor(user as typeof staff)
    const headers = { ...signed, ...json, 'idempotency-key': key }
    const init = { method: 'POST', headers, body: JSON.stringify(body) }
    const answer = await test.app.request(path, init)
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
  }
  const note = (amount: number, more: object = {}, how: { user?: object; key?: string } = {}) =>
    send(
      '/api/payment-intents/pi_1/transfers',
      { amount, date: '2026-11-23', reference: 'CMD 7K3M 92QX', ...more },
      how,
    )
  return { ...test, send, note }
}

describe('an order that waits for a transfer', () => {
  it('shows what is missing, and asks no provider', async () => {
    const test = await createTransferTest()
    const { body } = await get(test as never, '/api/payment-intents/pi_1', camille)
    expect(body).toMatchObject({
      ...{ status: 'requires_payment_method', attempts: [] },
      transfer: { reference: 'CMD-7K3M-92QX', dueAt, missing: money(5000), excess: money(0) },
    })
  })

  it('is paid by a transfer of its amount', async () => {
    const test = await createTransferTest()
    const { status, body } = await test.note(5000)
    expect(status).toBe(201)
    expect(body).toMatchObject({
      ...{ status: 'succeeded', provider: 'transfer', captured: money(5000) },
      ...{ paymentMethod: { type: 'bank_transfer' }, transfer: { missing: money(0) } },
    })
    expect(test.eventNames()).toEqual([
      ...['transfer-recorded', 'payment-intent-created', 'payment-succeeded'],
    ])
  })

  it('waits on after too little, and is paid by the rest', async () => {
    const test = await createTransferTest()
    const { body } = await test.note(4999)
    expect(body).toMatchObject({
      ...{ status: 'requires_payment_method', captured: money(0) },
      transfer: { received: money(4999), missing: money(1), excess: money(4999) },
    })
    expect((await test.note(1)).body).toMatchObject({
      ...{ status: 'succeeded', transfer: { missing: money(0), excess: money(0) } },
    })
  })

  it('keeps what is too much beside, until staff send it back', async () => {
    const test = await createTransferTest()
    const { body } = await test.note(6000)
    expect(body).toMatchObject({ captured: money(5000), transfer: { excess: money(1000) } })
    const back = { kind: 'returned', reference: 'too much' }
    expect((await test.note(1001, back)).body).toMatchObject({ code: 'refund_too_large' })
    expect((await test.note(1000, back)).body).toMatchObject({
      ...{ captured: money(5000), refunded: money(0), transfer: { excess: money(0) } },
    })
  })

  it('notes a transfer once, by its key', async () => {
    const test = await createTransferTest()
    await test.note(3000, {}, { key: 'statement-17' })
    const again = await test.note(3000, {}, { key: 'statement-17' })
    expect(again.body).toMatchObject({ transfer: { received: money(3000) } })
    const other = await test.note(2000, {}, { key: 'statement-17' })
    expect(other.body).toMatchObject({ code: 'idempotency_key_reused' })
  })

  it('has money that comes after its end for excess', async () => {
    const test = await createTransferTest()
    await test.note(2000)
    await test.app.request('/internal/payment-intents/pi_1/cancel', {
      ...{ method: 'PUT', headers: asOrders },
      body: JSON.stringify({ refundId: 'rf_1', reason: 'expired' }),
    })
    expect((await test.note(3000)).body).toMatchObject({
      ...{ status: 'cancelled', captured: money(0), refunds: [] },
      transfer: { missing: money(0), excess: money(5000) },
    })
  })

  it('may be paid by a card all the same; the transfer is then excess', async () => {
    const test = createTestPayments()
    await test.announce({ ...anOrder('1'), paymentTerms: terms })
    await test.app.request('/internal/payment-intents/pi_1/attempts/1', {
      ...{ method: 'PUT', headers: asOrders },
      body: JSON.stringify({ paymentMethod: { token: 'pm_card_visa' } }),
    })
    const { data } = await test.payments.update('pi_1', (payment) =>
      noteTransfer(payment as LivePayment, aTransfer('trf_1', 5000)),
    )
    expect(data).toMatchObject({ provider: 'stripe', status: 'succeeded', captured: 5000 })
    expect(excessOf(data as LivePayment)).toBe(5000)
  })

  it('is for staff', async () => {
    const test = await createTransferTest()
    expect((await test.note(5000, {}, { user: camille })).status).toBe(403)
  })
})

describe('a refund of a transfer', () => {
  async function refunded() {
    const test = await createTransferTest()
    await test.note(5000)
    const asked = { reason: 'broken', amount: 1500 }
    const { body } = await test.send('/api/payment-intents/pi_1/refunds', asked)
    return { test, refundId: String(body['id']), body }
  }

  it('waits until staff note that they sent it, and is then done', async () => {
    const { test, refundId, body } = await refunded()
    expect(body).toMatchObject({ status: 'pending', amount: money(1500) })
    const sent = { date: '2026-11-25', reference: 'refund of CMD-7K3M-92QX' }
    const path = `/api/refunds/${refundId}/transfer`
    const noted = await test.send(path, sent)
    expect(noted.body).toMatchObject({
      ...{ status: 'succeeded', reference: 'refund of CMD-7K3M-92QX (2026-11-25)' },
    })
    expect((await test.send(path, sent)).status).toBe(200)
    const other = await test.send(path, { ...sent, reference: 'another' })
    expect(other.body).toMatchObject({ code: 'transition_refused' })
    expect(test.eventNames().filter((name) => name === 'refund-succeeded')).toHaveLength(1)
  })

  it('is not noted of money that a provider gives back', async () => {
    const test = createTestPayments()
    await test.announce(anOrder('1'))
    const { data } = await test.payments.update('pi_1', (payment) => ({
      next: { ...(payment as LivePayment), refunds: [aRefund] },
    }))
    expect(data).toMatchObject({ provider: 'stripe' })
    const answer = await test.app.request('/api/refunds/rf_1_x/transfer', {
      ...{ method: 'POST', headers: { ...(await headersFor(staff)), ...json } },
      body: JSON.stringify({ date: '2026-11-25', reference: 'x' }),
    })
    expect(answer.status).toBe(409)
  })
})

const aRefund = {
  ...{ id: 'rf_1_x', amount: 100, reason: 'x' },
  ...{ status: 'pending' as const, origin: 'staff' as const },
  requestedAt: dueAt,
}

const aTransfer = (id: string, amount: number, kind: Transfer['kind'] = 'received'): Transfer => ({
  ...{ id, kind, amount, date: '2026-11-23', reference: 'x', by: 'usr_staff' },
  notedAt: '2026-11-23T10:00:00.000Z',
})

type Move = { readonly amount: number; readonly isBack: boolean }

/** An order over 50.00 after these transfers, those that are refused left out, and the most that was ever there. */
function after(moves: readonly Move[]) {
  const opening = { id: 'pi_1', orderId: 'ord_1', userId: 'usr_1', currency: 'EUR', amount: 5000 }
  const { payment } = openPayment({ ...opening, token: 'x', terms, now: dueAt })
  const sums = { received: 0, returned: 0, most: 0 }
  let current: LivePayment = payment
  for (const [n, { amount, isBack }] of moves.entries()) {
    const kind = isBack ? 'returned' : 'received'
    const change = tried(() => noteTransfer(current, aTransfer(`trf_${n}`, amount, kind)))
    if (change) sums[kind] += amount
    current = (change?.next as LivePayment | undefined) ?? current
    sums.most = Math.max(sums.most, sums.received - sums.returned)
  }
  return { ...sums, payment: current }
}

function tried<T>(act: () => T): T | undefined {
  try {
    return act()
  } catch {
    return undefined
  }
}

describe('transfers in any order', () => {
  it('are in all what paid the order, what went back and the excess; it is paid once they cover it', () => {
    const move = fc.record({ amount: fc.integer({ min: 1, max: 9000 }), isBack: fc.boolean() })
    fc.assert(
      fc.property(fc.array(move, { maxLength: 12 }), (moves) => {
        const { payment, received, returned, most } = after(moves)
        const excess = excessOf(payment)
        expect(payment.captured).toBe(most >= 5000 ? 5000 : 0)
        expect(excess).toBe(received - returned - payment.captured)
        expect(excess).toBeGreaterThanOrEqual(0)
        expect(missingOf(payment)).toBe(payment.captured > 0 ? 0 : 5000 - excess)
      }),
    )
  })
})
