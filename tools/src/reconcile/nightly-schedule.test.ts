import { describe, expect, it } from 'vitest'
import { msUntil } from './nightly-schedule.ts'

const hourMs = 3_600_000

describe('the next night', () => {
  it('is today when the time is still to come, else tomorrow', () => {
    expect(msUntil('03:00', new Date(2026, 10, 21, 1))).toBe(2 * hourMs)
    expect(msUntil('03:00', new Date(2026, 10, 21, 3))).toBe(24 * hourMs)
    expect(msUntil('03:00', new Date(2026, 10, 21, 4))).toBe(23 * hourMs)
  })
})
