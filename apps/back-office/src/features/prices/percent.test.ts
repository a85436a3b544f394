import { describe, expect, it } from 'vitest'
import { percentBps, percentField } from './percent.ts'

describe('a percentage', () => {
  it.each([
    ['5,5', 550],
    ['20 %', 2_000],
    ['0', 0],
    ['25.55', 2_555],
    ['33,333', undefined],
    ['-1', undefined],
    ['', undefined],
    ['vingt', undefined],
  ])('%s is %s basis points', (text, bps) => {
    expect(percentBps(text)).toBe(bps)
  })

  it('is edited as it is written in a language, and read back', () => {
    expect(percentField(550, 'fr')).toBe('5,5')
    expect(percentField(550, 'en')).toBe('5.5')
    for (const bps of [0, 1, 210, 550, 2_000, 10_000]) {
      expect(percentBps(percentField(bps, 'fr'))).toBe(bps)
    }
  })
})
