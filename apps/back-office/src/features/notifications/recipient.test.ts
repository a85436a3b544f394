import { describe, expect, it } from 'vitest'
import { recipientIn } from './recipient.ts'

describe('an address that is looked up', () => {
  it.each([
    ['+33 6 12 34 56 78', { phone: '+33612345678' }],
    ['+33(6)12.34-56.78', { phone: '+33612345678' }],
    [' gaston@example.com ', { email: 'gaston@example.com' }],
    ['0612345678', { email: '0612345678' }],
  ])('%j is %o', (typed, expected) => {
    expect(recipientIn(typed)).toEqual(expected)
  })
})
