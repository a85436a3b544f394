import { expect, it } from 'vitest'
import { shownImages } from './gallery-order.ts'

it('shows the picture of the chosen variant first, and the others as they are', () => {
  const images = ['a', 'b', 'c'].map((path) => ({ path, width: 1, height: 1 }))
  expect(shownImages(images, 'b').map(({ path }) => path)).toEqual(['b', 'a', 'c'])
  expect(shownImages(images, undefined).map(({ path }) => path)).toEqual(['a', 'b', 'c'])
})
