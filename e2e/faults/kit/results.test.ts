import { describe, expect, it } from 'vitest'
import { mergeResults, pageOf, type Result, readPage, readResults } from './results.ts'

const result = (drill: string, more: Partial<Result> = {}): Result => ({
  ...{ drill, result: 'held', seconds: 1, note: '', at: '2026-11-20T10:00:00.000Z' },
  ...more,
})

describe('the results of the drills', () => {
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
    const page = pageOf([
      result('orders activity:x refuse'),
      result('orders activity:x duplicate', { result: 'BROKE', seconds: 2 }),
      result('burst', { note: '400 processing' }),
    ])
    expect(page).toContain('| `orders activity:x` | held 1.0 s |  |  |  | BROKE 2.0 s |')
    expect(page).toContain('| burst | held | 1.0 | 2026-11-20 | 400 processing |')
    expect(page).toContain('2 of 3 held')
  })
})
