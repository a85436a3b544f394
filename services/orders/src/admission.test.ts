import { describe, expect, it } from 'vitest'
import { hasRoom, retryAfterSeconds } from './admission.ts'

const nowMs = 1_000_000
const load = { counted: 8, countedAtMs: nowMs - 1_000, since: 1 }

describe('room for one more order', () => {
  it('is there below the limit, which those placed since the count use up too', () => {
    expect(hasRoom(load, 10, nowMs)).toBe(true)
    expect(hasRoom({ ...load, since: 2 }, 10, nowMs)).toBe(false)
    expect(hasRoom({ ...load, counted: 800 }, 10, nowMs)).toBe(false)
  })

  it('is always there without a limit', () => {
    expect(hasRoom({ ...load, counted: 800 }, 0, nowMs)).toBe(true)
  })

  it('is there when nobody could count: not for long, or never yet', () => {
    expect(hasRoom({ ...load, counted: 800 }, 10, load.countedAtMs + 10_000)).toBe(false)
    expect(hasRoom({ ...load, counted: 800 }, 10, load.countedAtMs + 10_001)).toBe(true)
    expect(hasRoom(undefined, 10, nowMs)).toBe(true)
  })
})

describe('who is refused may come again', () => {
  it.each([
    [1, 3],
    [50, 7],
    [280, 30],
    [5_000, 30],
  ])('the later the more there are: number %d after %d s', (nth, seconds) => {
    expect(retryAfterSeconds(nth, 0.5)).toBe(seconds)
  })

  it('not all in the same second', () => {
    expect(retryAfterSeconds(80, 0)).toBe(8)
    expect(retryAfterSeconds(80, 0.999)).toBe(13)
  })
})
