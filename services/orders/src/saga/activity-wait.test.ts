import { describe, expect, it } from 'vitest'
import { stayMs } from './activity-wait.ts'

describe('how long a step stays with its order', () => {
  it.each([
    [1, 3_000],
    [40, 3_000],
    [50, 2_000],
    [60, 1_000],
    [90, 1_000],
  ])('when %d orders are visited: %d ms', (visited, ms) => {
    expect(stayMs(3_000, visited)).toBe(ms)
  })
})
