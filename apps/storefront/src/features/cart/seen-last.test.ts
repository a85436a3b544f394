import { describe, expect, it } from 'vitest'
import { isSeenLast } from './seen-last.ts'

describe('a page of the cart', () => {
  it.each([
    ['that came now', { isOnline: true, isKept: false, isKnown: false }, false],
    ['that lost the network since', { isOnline: false, isKept: false, isKnown: true }, true],
    ['that was kept', { isOnline: false, isKept: true, isKnown: false }, true],
    [
      'that was kept, while the shop is down',
      { isOnline: true, isKept: true, isKnown: false },
      true,
    ],
    ['that was kept, once carts answer', { isOnline: true, isKept: true, isKnown: true }, false],
  ])('%s', (_, shown, isOld) => {
    expect(isSeenLast(shown)).toBe(isOld)
  })
})
