import { describe, expect, it } from 'vitest'
import { movedTo } from './image-order.ts'

const list = ['a', 'b', 'c', 'd']

describe('a picture that is moved', () => {
  it.each([
    [0, 2, 'bcad'],
    [3, 0, 'dabc'],
    [1, 2, 'acbd'],
  ])('goes from %i to %i', (from, to, order) => {
    expect(movedTo(list, from, to).join('')).toBe(order)
  })

  it('stays where it is when there is no such place', () => {
    expect(movedTo(list, 0, -1)).toBe(list)
    expect(movedTo(list, 3, 4)).toBe(list)
  })
})
