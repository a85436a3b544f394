import { describe, expect, it } from 'vitest'
import { paymentsFr } from '../../../messages/payments/payments.ts'
import { deadlineText, timeLeft } from './deadline.ts'

const now = Date.parse('2026-11-30T12:00:00.000Z')

describe('the time that is left to answer', () => {
  it.each([
    [undefined, { kind: 'none' }],
    ['2026-11-30T12:00:00.000Z', { kind: 'late' }],
    ['2026-11-30T15:59:00.000Z', { kind: 'hours', count: 3, isSoon: true }],
    ['2026-12-02T12:00:00.000Z', { kind: 'days', count: 2, isSoon: true }],
    ['2026-12-10T13:00:00.000Z', { kind: 'days', count: 10, isSoon: false }],
  ])('until %s is %o', (dueBy, left) => {
    expect(timeLeft(dueBy, now)).toEqual(left)
  })

  it('is said in words, with the moment', () => {
    const around = { now, words: paymentsFr.disputes, locale: 'fr' } as const
    const text = deadlineText('2026-12-10T13:00:00.000Z', around)
    expect(text).toContain('Il reste 10 jours pour répondre')
    expect(text).toContain('14:00')
    expect(deadlineText('2026-11-01T12:00:00.000Z', around)).toContain('Le délai est passé')
  })
})
