import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { priceBars, priceBarsOf } from './price-bars.ts'

describe('the prices of a list in bars', () => {
  it('are counted in ranges of equal width, the dearest in the last', () => {
    const bars = priceBarsOf([0, 99, 100, 1_199, 1_200], { min: 0, max: 1_200 })
    expect(bars).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2])
  })

  it('have none where all cost the same', () => {
    expect(priceBarsOf([500, 500], { min: 500, max: 500 })).toBeUndefined()
  })

  it('count each price once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9_999_999 }), { minLength: 2 }), (prices) => {
        const [min, max] = [Math.min(...prices), Math.max(...prices)]
        const bars = priceBarsOf(prices, { min, max })
        if (min === max) return expect(bars).toBeUndefined()
        expect(bars).toHaveLength(priceBars)
        expect(bars?.reduce((sum, count) => sum + count, 0)).toBe(prices.length)
      }),
    )
  })
})
