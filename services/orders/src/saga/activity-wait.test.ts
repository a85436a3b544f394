import { describe, expect, it } from 'vitest'
import { activityWaitMs } from './activity-wait.ts'

describe('how long a step waits for its order', () => {
  it.each([
    [1, 3_000],
    [40, 3_000],
    [50, 2_000],
    [60, 1_000],
    [90, 1_000],
  ])('when steps wait for %d orders: %d ms', (waiting, ms) => {
    expect(activityWaitMs(3_000, waiting)).toBe(ms)
  })
})
