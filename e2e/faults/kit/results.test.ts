import { describe, expect, it } from 'vitest'
import { mergeResults, readPage, readResults } from './results.ts'
import { pageOf, type Result } from './results-page.ts'

const result = (drill: string, more: Partial<Result> = {}): Result => ({
  ...{ drill, result: 'held', seconds: 1, note: '', at: '2026-11-20T10:00:00.000Z' },
  ...more,
})

describe('the results of the drills and the soak', () => {
  it('are what the page of the documentation shows', () => {
    expect(readPage()).toBe(pageOf(readResults()))
  })

  it('hold each drill once, as it last ran', () => {
    const known = [result('a'), result('b')]
    const ran = [{ ...result('b'), result: 'BROKE' as const }, result('c')]
    const merged = mergeResults(known, ran, '2026-11-28T10:00:00.000Z')
    expect(merged.map(({ drill, result, at }) => [drill, result, at.slice(0, 10)])).toEqual([
      ['a', 'held', '2026-11-20'],
      ['b', 'BROKE', '2026-11-28'],
      ['c', 'held', '2026-11-28'],
    ])
  })

  it('show a step with its modes in one row, and what broke', () => {
    const drills = [
      result('orders activity:x refuse'),
      result('orders activity:x duplicate', { result: 'BROKE', seconds: 2 }),
      result('burst', { note: '400 processing' }),
    ]
    const page = pageOf({ ...readResults(), drills })
    expect(page).toContain('| `orders activity:x` | held 1.0 s |  |  |  | BROKE 2.0 s |')
    expect(page).toContain('| burst | held | 1.0 | 2026-11-20 | 400 processing |')
    expect(page).toContain('2 of 3 held')
  })

  it('show of a soak its rate, what each service held and what was killed', () => {
    const slope = { service: 'orders', fromMinute: 5, toMinute: 29, samples: 48 }
    const bytes = { startBytes: 52_428_800, residentBytes: [104_857_600, 115_343_360] } as const
    const soak = {
      ...{ at: '2026-11-28T10:00:00.000Z', minutes: 30, capacity: 12, ordersPerSecond: 6 },
      ...{ orders: { processing: 10_800 }, broke: ['orders holds more'] },
      kills: [1, 7].map((minute) => ({ minute, victim: 'redis' })),
      rule: { warmMinutes: 5, leastMinutes: 5, percentPerMinute: 1 },
      slopes: [{ ...slope, ...bytes, percentPerMinute: 0.25 }],
    }
    const page = pageOf({ drills: [], soak })
    expect(page).toContain('30 minutes at 6.0 orders a second, on 2026-11-28. Capacity: 12.0')
    expect(page).toContain('BROKE: orders holds more.')
    expect(page).toContain('| orders | 5.0 to 29.0 | 48 | 50.0 | 0.25 | 100.0 to 110.0 |')
    expect(page).toContain('| redis | 1, 7 |')
  })
})
