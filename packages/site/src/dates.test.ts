import { describe, expect, it } from 'vitest'
import { formatDate } from './dates.ts'

describe('a date', () => {
  it('is written for people, on the clocks of the shop', () => {
    expect(formatDate('2026-11-30T23:30:00.000Z', 'date', 'fr')).toBe('1 décembre 2026')
    expect(formatDate('2026-11-30T13:02:00.000Z', 'time', 'fr')).toBe('14:02')
    expect(formatDate('2026-11-30', 'day', 'en')).toBe('Monday, 30 November')
  })
})
