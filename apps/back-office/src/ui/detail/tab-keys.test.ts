import { expect, it } from 'vitest'
import { tabAfter } from './tab-keys.ts'

it('arrows go from tab to tab, and round', () => {
  expect(tabAfter('ArrowRight', 0, 3)).toBe(1)
  expect(tabAfter('ArrowRight', 2, 3)).toBe(0)
  expect(tabAfter('ArrowLeft', 0, 3)).toBe(2)
  expect(tabAfter('Home', 2, 3)).toBe(0)
  expect(tabAfter('End', 0, 3)).toBe(2)
})

it('another key leads nowhere, nor does any from outside the tabs', () => {
  expect(tabAfter('Enter', 1, 3)).toBeUndefined()
  expect(tabAfter('ArrowRight', -1, 3)).toBeUndefined()
})
