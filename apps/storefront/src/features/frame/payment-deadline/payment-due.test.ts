import { describe, expect, it } from 'vitest'
import { isPaymentOwed, paymentDueMs, timeLeft } from './payment-due.ts'

const placedAt = '2026-11-30T13:00:00.000Z'
type Owing = Parameters<typeof isPaymentOwed>[0]

const order = (status: Owing['status'], payment: Owing['payment']['status']): Owing => ({
  ...{ status, placedAt, payment: { status: payment } },
})

describe('isPaymentOwed', () => {
  it('is true of an order that waits for its money', () => {
    expect(isPaymentOwed(order('awaiting_payment', 'unpaid'))).toBe(true)
    expect(isPaymentOwed(order('awaiting_payment', 'failed'))).toBe(true)
    expect(isPaymentOwed(order('awaiting_payment', 'requires_action'))).toBe(true)
  })

  it('is true of a new order once the bank refused or asks', () => {
    expect(isPaymentOwed(order('pending', 'failed'))).toBe(true)
    expect(isPaymentOwed(order('pending', 'unpaid'))).toBe(false)
  })

  it('is false of what is paid, over or being cancelled', () => {
    expect(isPaymentOwed(order('awaiting_payment', 'paid'))).toBe(false)
    expect(isPaymentOwed(order('expired', 'failed'))).toBe(false)
    const cancellation = { status: 'requested' } as Owing['cancellation']
    expect(isPaymentOwed({ ...order('awaiting_payment', 'unpaid'), cancellation })).toBe(false)
  })
})

describe('paymentDueMs', () => {
  it('takes the usual time of the shop from when it was placed', () => {
    const due = paymentDueMs(order('awaiting_payment', 'unpaid'), 1_800)
    expect(due).toBe(Date.parse('2026-11-30T13:30:00.000Z'))
  })

  it('takes the terms of the order first', () => {
    const dueAt = '2026-12-07T13:00:00.000Z'
    const paymentTerms = { kind: 'transfer', dueAt } as Owing['paymentTerms']
    const due = paymentDueMs({ ...order('awaiting_payment', 'unpaid'), paymentTerms }, 1_800)
    expect(due).toBe(Date.parse(dueAt))
  })

  it('knows nothing without either', () => {
    expect(paymentDueMs(order('awaiting_payment', 'unpaid'), undefined)).toBeUndefined()
  })
})

describe('timeLeft', () => {
  it('is a clock below an hour, and hours below a day', () => {
    expect(timeLeft(1_745_000)).toEqual({ kind: 'clock', text: '29:05' })
    expect(timeLeft(999)).toEqual({ kind: 'clock', text: '0:01' })
    expect(timeLeft(3_599_001)).toEqual({ kind: 'hours', hours: 1, minutes: 0 })
    expect(timeLeft(3_599_000)).toEqual({ kind: 'clock', text: '59:59' })
    expect(timeLeft(86_400_000)).toEqual({ kind: 'days' })
  })

  it('is over at the deadline', () => {
    expect(timeLeft(0)).toEqual({ kind: 'over' })
    expect(timeLeft(-5_000)).toEqual({ kind: 'over' })
  })
})
