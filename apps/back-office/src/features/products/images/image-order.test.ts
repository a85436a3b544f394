import { describe, expect, it } from 'vitest'
import { arrangedNow, movedTo } from './image-order.ts'

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

describe('pictures that others change too', () => {
  const picture = (path: string, fr?: string) => ({
    ...{ path, width: 1, height: 1 },
    ...(fr !== undefined && { alt: { fr } }),
  })
  const [a, b, c, bowl] = [picture('a'), picture('b'), picture('c'), picture('a', 'Bol')]

  it('stay when they were added after what is shown was read', () => {
    const from = [a, b]
    expect(arrangedNow([a, b, c], { from, to: [bowl, b] })).toEqual([bowl, b, c])
    expect(arrangedNow([a, b, c], { from, to: [b, a] })).toEqual([b, a, c])
    expect(arrangedNow([a, b, c], { from, to: [b] })).toEqual([b, c])
  })

  it('stay gone, with the order and the words that others gave them', () => {
    const from = [a, b, c]
    const [cup, tea] = [picture('b', 'Tasse'), picture('c', 'Thé')]
    expect(arrangedNow([tea, cup], { from, to: [bowl, b, c] })).toEqual([tea, cup])
    expect(arrangedNow([cup, tea, a], { from, to: [bowl, b, c] })).toEqual([cup, tea, bowl])
  })
})
