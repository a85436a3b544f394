import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addRefund,
  type Refund,
  type RefundRequest,
  refundableOf,
  refundedOf,
  settleRefund,
} from './refund.ts'

const now = '2026-11-21T10:00:00.000Z'
type Paid = Parameters<typeof addRefund>[0]
const paid: Paid = {
  id: 'pi_1',
  orderId: 'ord_1',
  currency: 'EUR',
  captured: 5000,
  refunds: [],
  disputes: [],
  credited: 0,
  updatedAt: now,
}
const ask = (id: string, amount?: number): RefundRequest => ({
  ...{ id, amount, reason: 'return', origin: 'staff', now },
})

describe('add refund', () => {
  it('promises all that is left when no amount is given', () => {
    const part = addRefund(paid, ask('rf_a', 1500))
    expect(addRefund(part, ask('rf_b')).refunds.at(-1)).toMatchObject({
      amount: 3500,
      status: 'pending',
    })
  })

  it('counts what is pending', () => {
    const part = addRefund(paid, ask('rf_a', 3000))
    expect(() => addRefund(part, ask('rf_b', 2001))).toThrow('refund_too_large')
  })

  it('refuses when nothing is left, or nothing was captured', () => {
    expect(() => addRefund(addRefund(paid, ask('rf_a')), ask('rf_b'))).toThrow('refund_too_large')
    expect(() => addRefund({ ...paid, captured: 0 }, ask('rf_a'))).toThrow('transition_refused')
  })

  it('knows a refund by its id, and refuses the id for another amount', () => {
    const part = addRefund(paid, ask('rf_a', 3000))
    expect(addRefund(part, ask('rf_a', 3000))).toBe(part)
    expect(() => addRefund(part, ask('rf_a', 2000))).toThrow('idempotency_key_reused')
  })
})

describe('settle refund', () => {
  const pending = addRefund(paid, ask('rf_a', 3000))
  const done = settleRefund(pending, 'rf_a', { status: 'succeeded', providerRef: 're_1' }, now)

  it('tells of the success once', () => {
    expect(done?.settled).toMatchObject([{ refund: { status: 'succeeded' }, credit: 3000 }])
    expect(done && settleRefund(done.next, 'rf_a', { status: 'succeeded' }, now)).toBeUndefined()
  })

  it('lets a refund fail after it looked done, and the money can be promised again', () => {
    const back =
      done && settleRefund(done.next, 'rf_a', { status: 'failed', failureCode: 'lost' }, now)
    expect(back?.settled).toMatchObject([
      { refund: { id: 'rf_a', failureCode: 'lost' }, credit: 0 },
    ])
    expect(back && refundableOf(back.next)).toBe(5000)
    const again = back && addRefund(back.next, ask('rf_b', 4000))
    const paidBack = again && settleRefund(again, 'rf_b', { status: 'succeeded' }, now)
    // the first one keeps its credit note
    expect(paidBack?.next.refunds).toMatchObject([{ credited: 3000 }, { credited: 1000 }])
  })

  it('remembers the provider id of one that is still pending, silently', () => {
    const noted = settleRefund(pending, 'rf_a', { status: 'pending', providerRef: 're_1' }, now)
    expect(noted).toMatchObject({
      next: { refunds: [{ providerRef: 're_1', status: 'pending' }] },
      settled: [],
    })
  })

  it('ignores a refund that is not ours', () => {
    expect(settleRefund(pending, 'rf_other', { status: 'succeeded' }, now)).toBeUndefined()
  })
})

const step = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  amount: fc.option(fc.integer({ min: 1, max: 6000 }), { nil: undefined }),
  status: fc.constantFrom<Refund['status'] | undefined>(
    'pending',
    'succeeded',
    'failed',
    undefined,
  ),
})

describe('any sequence of refunds', () => {
  it('never promises nor gives more than was taken', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let payment = paid
        for (const { id, amount, status } of steps) {
          payment = status
            ? (settleRefund(payment, id, { status }, now)?.next ?? payment)
            : tryRefund(payment, id, amount)
          expect(refundableOf(payment)).toBeGreaterThanOrEqual(0)
          expect(refundedOf(payment)).toBeLessThanOrEqual(payment.captured)
        }
      }),
    )
  })
})

function tryRefund(payment: Paid, id: string, amount: number | undefined): Paid {
  try {
    return addRefund(payment, ask(id, amount))
  } catch {
    return payment
  }
}
