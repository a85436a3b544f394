import { expect, it } from 'vitest'
import { isTaken } from './taken-code.ts'

it('takes no code for something new that is in the book', () => {
  expect(isTaken(' corse ', ['metropole', 'corse'])).toBe(true)
  expect(isTaken('corse-2', ['metropole', 'corse'])).toBe(false)
  expect(isTaken('', [])).toBe(false)
})
