import { describe, expect, it } from 'vitest'
import { anOrder, createTestPayments } from '../../test/harness.ts'
import { settle, startAttempt } from './payment.ts'
import { readMissedEvents, resumePayments } from './resume-payments.ts'
import { cancelPayment } from './several-intents.ts'
import type { Payment } from './stored-payment.ts'

const now = '2026-11-21T10:00:00.000Z'
const cancelWith = (refundId: string) => (payment: Payment | undefined) =>
  cancelPayment(payment, { id: 'pi_1', refundId, reason: 'cancelled', now })

const cardDeclined = { status: 'failed', failureCode: 'card_declined' }

describe('an announced order', () => {
  it('is paid with one call to the provider, and says so', async () => {
    const test = createTestPayments()
    await test.announce(anOrder('1'))
    expect(test.eventNames()).toEqual(['payment-intent-created', 'payment-succeeded'])
    expect(test.store.published[1]?.data).toMatchObject({
      orderId: 'ord_1',
      amount: { amount: 5000 },
    })
  })

  it('is paid once, however often and at once it is announced', async () => {
    const test = createTestPayments()
    await Promise.all([1, 2, 3, 4].map(() => test.announce(anOrder('1'))))
    expect(test.provider.netOf('pi_1')).toBe(5000)
    expect(test.eventNames()).toEqual(['payment-intent-created', 'payment-succeeded'])
  })

  it('is never charged when it was cancelled before', async () => {
    const test = createTestPayments()
    await test.payments.upsert('pi_1', cancelWith('rf_1'))
    await test.announce(anOrder('1'))
    expect(test.provider.intents.size).toBe(0)
    expect((await test.payments.get('pi_1'))?.data.status).toBe('never_created')
  })

  it.each(['before', 'after'] as const)(
    'is paid once when the provider fell silent %s',
    async (silent) => {
      const test = createTestPayments()
      test.provider.silent = silent
      await expect(test.announce(anOrder('1'))).rejects.toThrow('dependency_unavailable')
      test.provider.silent = 'no'
      await test.announce(anOrder('1'))
      expect((await test.payments.get('pi_1'))?.data.status).toBe('succeeded')
      expect(test.provider.netOf('pi_1')).toBe(5000)
    },
  )

  it('tells of a refusal, and of the next attempt', async () => {
    const test = createTestPayments()
    await test.announce(anOrder('1', 'pm_declined'))
    const attempt = { number: 2, token: 'pm_card_visa', now }
    const failed = await test.payments.get('pi_1')
    expect(failed?.data).toMatchObject(cardDeclined)
    const retried = await test.payments.update('pi_1', (payment) => startAttempt(payment, attempt))
    await test.settlement.advance(retried)
    expect(test.eventNames()).toEqual([
      'payment-intent-created',
      'payment-failed',
      'payment-succeeded',
    ])
    expect(test.provider.intents.size).toBe(1)
  })
})

describe('cancel', () => {
  it('releases the intent that waits for the shopper', async () => {
    const test = createTestPayments()
    await test.announce(anOrder('1', 'pm_3ds'))
    await test.settlement.advance(await test.payments.upsert('pi_1', cancelWith('rf_1')))
    expect(test.provider.intents.get('ref_1')?.report.status).toBe('cancelled')
    expect((await test.payments.get('pi_1'))?.data).toMatchObject({
      status: 'cancelled',
      released: true,
    })
  })

  it('gives the money back when the shopper was faster than the cancel', async () => {
    const test = createTestPayments()
    await test.announce(anOrder('1', 'pm_3ds'))
    test.provider.decide('pi_1', 'succeeded')
    const ended = await test.settlement.advance(
      await test.payments.upsert('pi_1', cancelWith('rf_1')),
    )
    expect(ended.data).toMatchObject({ refunds: [{ id: 'rf_1_late', status: 'succeeded' }] })
    expect(test.provider.netOf('pi_1')).toBe(0)
    expect(test.eventNames()).not.toContain('payment-succeeded')
    expect(test.eventNames()).toContain('refund-succeeded')
  })

  it('gives the money back when it comes between the call and its answer', async () => {
    const test = createTestPayments()
    test.provider.meanwhile = () => test.payments.upsert('pi_1', cancelWith('rf_1'))
    await test.announce(anOrder('1'))
    expect((await test.payments.get('pi_1'))?.data).toMatchObject({
      refunds: [{ id: 'rf_1_late' }],
    })
    expect(test.provider.netOf('pi_1')).toBe(0)
  })

  it('refunds a taken payment once, repeated or not', async () => {
    const test = createTestPayments()
    await test.announce(anOrder('1'))
    const cancels = [1, 2, 3].map(async () =>
      test.settlement.advance(await test.payments.upsert('pi_1', cancelWith('rf_1'))),
    )
    await Promise.all(cancels)
    expect(test.provider.netOf('pi_1')).toBe(0)
    expect(test.provider.refunds.size).toBe(1)
    expect(test.eventNames().filter((name) => name === 'refund-succeeded')).toHaveLength(1)
  })

  it('keeps its promise to refund through a silent provider', async () => {
    const test = createTestPayments()
    await test.announce(anOrder('1'))
    const promised = await test.payments.upsert('pi_1', cancelWith('rf_1'))
    test.provider.silent = 'after'
    await expect(test.settlement.advance(promised)).rejects.toThrow('dependency_unavailable')
    test.provider.silent = 'no'
    test.store.clock.nowMs += 60_000
    expect(await resumePayments(test)).toBe(1)
    expect((await test.payments.get('pi_1'))?.data).toMatchObject({
      refunds: [{ status: 'succeeded' }],
    })
    expect(test.provider.refunds.size).toBe(1)
  })
})

describe('catching up', () => {
  it('hears of a slow payment that no webhook told', async () => {
    const test = createTestPayments()
    await test.announce(anOrder('1', 'pm_slow'))
    expect((await test.payments.get('pi_1'))?.data.status).toBe('processing')
    test.provider.decide('pi_1', 'succeeded')
    test.store.clock.nowMs += 60_000
    await resumePayments(test)
    expect(test.eventNames()).toContain('payment-succeeded')
    expect(await resumePayments(test)).toBe(0)
  })

  it('hears of each, however many wait before it', async () => {
    const test = createTestPayments()
    for (let n = 0; n < 120; n++) {
      await test.announce(anOrder(String(n), 'pm_slow'))
      test.store.clock.nowMs += 1
    }
    test.provider.decide('pi_119', 'succeeded')
    test.store.clock.nowMs += 60_000
    await resumePayments(test)
    expect(test.eventNames()).toContain('payment-succeeded')
  })

  it('leaves fresh payments alone', async () => {
    const test = createTestPayments()
    await test.announce(anOrder('1', 'pm_slow'))
    expect(await resumePayments(test)).toBe(0)
  })

  it('reads the events it missed, once, even of a payment whose answer was lost and that was cancelled', async () => {
    const test = createTestPayments()
    const news = (id: string, type = 'payment_intent.succeeded') =>
      ({
        id,
        type,
        about: 'payment',
        paymentIntentId: 'pi_1',
        providerRef: 'ref_1',
        status: 'succeeded',
      }) as const
    test.provider.events.push({ id: 'evt_0', type: 'x', about: 'nothing' })
    await readMissedEvents(test)
    test.provider.silent = 'after'
    await expect(test.announce(anOrder('1'))).rejects.toThrow()
    await test.payments.upsert('pi_1', cancelWith('rf_1'))
    test.provider.silent = 'no'
    test.provider.events.push(news('evt_1'))
    await readMissedEvents(test)
    expect(test.provider.netOf('pi_1')).toBe(0)
    const published = test.eventNames()
    await readMissedEvents(test)
    expect(test.eventNames()).toEqual(published)
  })

  it('does not take a late answer to one attempt for the next', async () => {
    const test = createTestPayments()
    const declined = { status: 'failed', providerRef: 'ref_1', failureCode: 'x' } as const
    test.provider.meanwhile = async () => {
      const late = { refundId: 'rf_1_late', now }
      await test.payments.update('pi_1', (payment) => settle(payment, declined, late))
      await test.payments.update('pi_1', (payment) =>
        startAttempt(payment, { number: 2, token: 'pm_card_visa', now }),
      )
    }
    await test.announce(anOrder('1', 'pm_declined'))
    expect((await test.payments.get('pi_1'))?.data.status).toBe('succeeded')
    expect(test.eventNames().filter((name) => name === 'payment-failed')).toHaveLength(1)
  })

  it('does not let an old retrieve undo what happened meanwhile', async () => {
    const test = createTestPayments()
    await test.announce(anOrder('1', 'pm_3ds'))
    const { retrieve } = test.provider
    test.provider.retrieve = async (ref) => {
      const report = await retrieve(ref)
      await test.payments.update('pi_1', (payment) =>
        startAttempt(payment, { number: 2, token: 'pm_card_visa', now }),
      )
      return report
    }
    await test.settlement.refresh('pi_1')
    expect((await test.payments.get('pi_1'))?.data.status).toBe('succeeded')
    expect(test.eventNames().filter((name) => name === 'payment-requires-action')).toHaveLength(1)
  })
})
