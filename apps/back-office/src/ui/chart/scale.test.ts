import { describe, expect, it } from 'vitest'
import { topOf } from './scale.ts'

describe('the end of an axis', () => {
  it.each([
    [[3, 17], 20],
    [[20], 20],
    [[21, 4], 50],
    [[999], 1_000],
    [[120_000], 200_000],
  ])('of %j is %d', (values, top) => expect(topOf(values)).toBe(top))

  it('is one where there is nothing', () => {
    expect(topOf([])).toBe(1)
    expect(topOf([0, 0])).toBe(1)
  })
})
