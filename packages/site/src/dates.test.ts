import { describe, expect, it } from 'vitest'
import { formatDate } from './dates.ts'

describe('a date', () => {
  it('is written for people, on the clocks of the shop', () => {
    expect(formatDate('2026-11-30T23:30:00.000Z', 'date', 'fr')).toBe('1 décembre 2026')
    expect(formatDate('2026-11-30T13:02:00.000Z', 'time', 'fr')).toBe('14:02')
    expect(formatDate('2026-11-30', 'day', 'en')).toBe('Monday, 30 November')
  })

  it('names the year of a moment that is not of this one', () => {
    const now = new Date('2026-12-31T22:59:00.000Z')
    const moment = (instant: string) => formatDate(instant, 'moment', 'fr', now)
    expect(moment('2026-01-05T13:02:00.000Z')).toBe('5 janvier à 14:02')
    expect(moment('2025-11-30T13:02:00.000Z')).toBe('30 novembre 2025 à 14:02')
    // a year begins on the clocks of the shop
    expect(moment('2026-12-31T23:00:00.000Z')).toBe('1 janvier 2027 à 00:00')
  })
})
