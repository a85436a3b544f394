import { describe, expect, it } from 'vitest'
import { mobileOf } from './reach.ts'

describe('the mobile number of an account', () => {
  it.each([
    ['06 12 34 56 78', '+33612345678'],
    ['+33 6 12 34 56 78', '+33612345678'],
    ['0044 7400 123456', '+447400123456'],
    ['0690 12 34 56', '+590690123456'],
    ['+33 690 12 34 56', '+590690123456'],
    ['0692123456', '+262692123456'],
    ['0696.12.34.56', '+596696123456'],
    ['0694123456', '+594694123456'],
  ])('reads %s as %s', (phone, expected) => {
    expect(mobileOf(phone)).toBe(expected)
  })

  it.each(['01 42 68 53 00', '+33 1 42 68 53 00', '06 12', 'none', '', '+33'])(
    'finds none in %j',
    (phone) => {
      expect(mobileOf(phone)).toBeUndefined()
    },
  )
})
