import { describe, expect, it } from 'vitest'
import { slackOf } from './timings.ts'

describe('a budget', () => {
  it.each([
    [0, 1],
    [2, 1],
    [5, 2.5],
    [40, 4],
  ])('at a load of %d on two processors is stretched by %d', (load, slack) => {
    expect(slackOf(load, 2)).toBe(slack)
  })
})
