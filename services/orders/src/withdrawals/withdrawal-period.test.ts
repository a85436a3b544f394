import { describe, expect, it } from 'vitest'
import { isInTime, lastWithdrawalDay, refundDayOf } from './withdrawal-period.ts'

describe('the last day to withdraw', () => {
  it('is the fourteenth after the delivery, by the calendar in Paris', () => {
    expect(lastWithdrawalDay('2026-11-06T22:30:00.000Z')).toBe('2026-11-20')
    // half past midnight in Paris: another day
    expect(lastWithdrawalDay('2026-11-08T23:30:00.000Z')).toBe('2026-11-23')
  })

  it('moves to the next working day from a weekend or a public holiday, over the change of the clock too', () => {
    // 12 April 2026 is a Sunday; clocks change on 29 March
    expect(lastWithdrawalDay('2026-03-28T23:30:00.000Z')).toBe('2026-04-13')
    // 25 December 2026 is a Friday
    expect(lastWithdrawalDay('2026-12-11T10:00:00.000Z')).toBe('2026-12-28')
    // 6 April 2026 is Easter Monday
    expect(lastWithdrawalDay('2026-03-22T10:00:00.000Z')).toBe('2026-04-07')
  })

  it('counts whole, and a withdrawal before the delivery is in time', () => {
    const delivered = '2026-11-06T10:00:00.000Z'
    expect(isInTime('2026-11-20T22:59:59.000Z', delivered)).toBe(true)
    expect(isInTime('2026-11-20T23:00:00.000Z', delivered)).toBe(false)
    expect(isInTime('2026-11-20T23:00:00.000Z', undefined)).toBe(true)
  })

  it('has its refund fourteen days after the withdrawal', () => {
    expect(refundDayOf('2026-11-20T23:30:00.000Z')).toBe('2026-12-05')
  })
})
