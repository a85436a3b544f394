import { describe, expect, it } from 'vitest'
import { isEmail } from './draft.ts'

describe('a draft', () => {
  it.each([
    ['gaston@example.com', true],
    [' gaston@example.com ', true],
    ['gaston', false],
    ['gaston@example', false],
    ['a b@example.com', false],
    ['', false],
  ])('takes %j as an email: %s', (text, expected) => {
    expect(isEmail(text)).toBe(expected)
  })
})
