import { describe, expect, it } from 'vitest'
import { hasCapacity, nextRetryMs, retryAfterSeconds } from './capacity-rule.ts'

const nowMs = 1_000_000
const load = { counted: 8, countedAtMs: nowMs - 1_000, placedSince: 1 }

describe('room for one more order', () => {
  it('is there below the limit, which those placed since the count use up too', () => {
    expect(hasCapacity(load, 10, nowMs)).toBe(true)
    expect(hasCapacity({ ...load, placedSince: 2 }, 10, nowMs)).toBe(false)
    expect(hasCapacity({ ...load, counted: 800 }, 10, nowMs)).toBe(false)
  })

  it('is always there without a limit', () => {
    expect(hasCapacity({ ...load, counted: 800 }, 0, nowMs)).toBe(true)
  })

  it('is there when nobody could count: not for long, or never yet', () => {
    expect(hasCapacity({ ...load, counted: 800 }, 10, load.countedAtMs + 10_000)).toBe(false)
    expect(hasCapacity({ ...load, counted: 800 }, 10, load.countedAtMs + 10_001)).toBe(true)
    expect(hasCapacity(undefined, 10, nowMs)).toBe(true)
  })
})

describe('who is refused', () => {
  it('may come again soon, one after the other', () => {
    const first = nextRetryMs(0, nowMs)
    const second = nextRetryMs(first, nowMs)
    const third = nextRetryMs(second, nowMs + 50)
    expect([first, second, third]).toEqual([nowMs + 2_000, nowMs + 2_100, nowMs + 2_200])
  })

  it('waits for half a minute at most, however many were before', () => {
    expect(nextRetryMs(nowMs + 29_950, nowMs)).toBe(nowMs + 30_000)
    expect(nextRetryMs(nowMs + 30_000, nowMs + 10)).toBe(nowMs + 30_010)
  })

  it('gets the seconds, not all the same', () => {
    const waits = [0, 0.5, 0.999].map((random) => retryAfterSeconds(8_000, random))
    expect(waits).toEqual([6, 8, 10])
  })
})
