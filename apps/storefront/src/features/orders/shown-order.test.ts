import { describe, expect, it } from 'vitest'
import { isElsewhere } from './shown-order.ts'

const missing = { problem: { status: 404, code: 'not_found' } }

describe('an order that was shown', () => {
  it('is not of another person who signs in', () => {
    expect(isElsewhere(missing, false)).toBe(true)
  })

  it('stays while nobody is signed in, and until it is known who is', () => {
    expect(isElsewhere(missing, true)).toBe(false)
    expect(isElsewhere(missing, undefined)).toBe(false)
  })

  it('stays when the shop does not answer', () => {
    expect(isElsewhere({ problem: { status: 503, code: 'x' } }, false)).toBe(false)
    expect(isElsewhere({ problem: undefined }, false)).toBe(false)
  })
})
