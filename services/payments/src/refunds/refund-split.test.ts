import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Intent, LivePayment } from '../payment/stored-payment.ts'
import { refundableOf } from './refund.ts'
import { addSplitRefund, planCaptures, refundRest } from './refund-split.ts'

const now = '2026-11-21T10:00:00.000Z'
const intent = (id: string, captured: number): Intent => ({
  ...{ id, amount: captured, captured, provider: 'stripe', providerRef: `ref_${id}` },
  ...{ status: 'succeeded', attempts: [], createdAt: now, updatedAt: now },
})

function paymentOf(first: number, ...others: number[]): LivePayment {
  const further = others.map((captured, n) => intent(`pi_1_e${n}`, captured))
  const of = { orderId: 'ord_1', userId: 'usr_1', currency: 'EUR', credited: 0 }
  return { ...intent('pi_1', first), ...of, further, refunds: [], disputes: [] }
}
const asked = { reason: 'x', origin: 'staff', now } as const

describe('planCaptures', () => {
  it.each([
    ['the largest first', [1000, 3000], 500, [['pi_1_e0', 500]]],
    ['of two alike the newer', [1000, 1000], 500, [['pi_1_e0', 500]]],
    [
      'as few as can be',
      [1000, 3000, 2000],
      4000,
      [
        ['pi_1_e0', 3000],
        ['pi_1_e1', 1000],
      ],
    ],
  ])('takes %s', (_name, captures, amount, parts) => {
    const [first = 0, ...others] = captures
    const plan = planCaptures(paymentOf(first, ...others), amount)
    expect(plan.map((part) => [part.intentId, part.amount])).toEqual(parts)
  })

  it('takes what an exchange was paid with last: it has an invoice of its own', () => {
    const payment = { ...paymentOf(1000, 500), further: [intent('pi_1_x1', 3000)] }
    const plan = (amount: number) => planCaptures(payment, amount).map((part) => part.intentId)
    expect([plan(900), plan(1100)]).toEqual([['pi_1'], ['pi_1', 'pi_1_x1']])
  })

  it('leaves out a capture that a bank took back', () => {
    const dispute = { id: 'du_1', intentId: 'pi_1_e0', amount: 3000, status: 'open' } as const
    const disputes = [{ ...dispute, reason: 'fraudulent', openedAt: now }]
    const plan = planCaptures({ ...paymentOf(1000, 3000), disputes }, 1000)
    expect(plan).toEqual([{ intentId: 'pi_1', amount: 1000 }])
  })
})

describe('refunds in any number, over captures in any number', () => {
  const captures = fc.array(fc.nat({ max: 5000 }), { minLength: 1, maxLength: 5 })
  const amounts = fc.array(fc.integer({ min: 1, max: 4000 }), { maxLength: 8 })

  it('come to what was asked, of no capture more than it took, and all of it in the end', () => {
    fc.assert(
      fc.property(captures, amounts, ([first = 0, ...others], wanted) => {
        let payment = paymentOf(first, ...others)
        for (const [n, amount] of wanted.entries())
          payment = asFarAsLeft(payment, `rf_${n}`, amount)
        payment = refundRest(payment, { id: 'rf_rest', reason: 'cancelled', now }) ?? payment
        expect(refundableOf(payment)).toBe(0)
        for (const { id, captured } of [intent('pi_1', first), ...(payment.further ?? [])]) {
          const own = payment.refunds.filter((one) => (one.intentId ?? 'pi_1') === id)
          expect(own.reduce((sum, one) => sum + one.amount, 0)).toBe(captured)
        }
        expect(new Set(payment.refunds.map(({ id }) => id)).size).toBe(payment.refunds.length)
      }),
    )
  })
})

function asFarAsLeft(payment: LivePayment, id: string, amount: number): LivePayment {
  const before = refundableOf(payment)
  if (amount > before) return payment
  const next = addSplitRefund(payment, { ...asked, id, amount })
  expect(refundableOf(next)).toBe(before - amount)
  expect(addSplitRefund(next, { ...asked, id, amount })).toBe(next)
  return next
}
