import { describe, expect, it } from 'vitest'
import { lastMonth, lastYear } from './export-days.ts'

describe('the days that are exported', () => {
  it.each([
    ['2026-11-30', { from: '2026-10-01', to: '2026-10-31' }],
    ['2026-01-05', { from: '2025-12-01', to: '2025-12-31' }],
    ['2028-03-31', { from: '2028-02-01', to: '2028-02-29' }],
  ])('on %s are those of the month before', (today, days) => {
    expect(lastMonth(today)).toEqual(days)
  })

  it('are those of the year before for the tax administration', () => {
    expect(lastYear('2026-11-30')).toEqual({ from: '2025-01-01', to: '2025-12-31' })
  })
})
