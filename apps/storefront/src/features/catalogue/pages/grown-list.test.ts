import { describe, expect, it } from 'vitest'
import { countBefore, type Grown, grow, isMarked, markOf } from './grown-list.ts'

const list = '/fr/c/maison'
const chunk = (page: number, count = 24) => ({ page, count, cards: `cards of ${page}` })
const grown = (...pages: number[]): Grown<string> => ({
  list,
  chunks: pages.map((page) => chunk(page)),
})

describe('grow', () => {
  it('appends the next page that was asked for as more', () => {
    const after = grow(grown(1, 2), { list, chunk: chunk(3, 5), asMore: true })
    expect(after.chunks.map(({ page }) => page)).toEqual([1, 2, 3])
    expect(countBefore(after)).toBe(48)
  })

  it('shows a page alone that was chosen by its number', () => {
    expect(grow(grown(1), { list, chunk: chunk(2), asMore: false })).toEqual(grown(2))
  })

  it('shows a page alone that is not the next one', () => {
    expect(grow(grown(1), { list, chunk: chunk(3), asMore: true })).toEqual(grown(3))
  })

  it('takes the page that is read again for the one it had', () => {
    const again = { ...chunk(2), cards: 'newer' }
    const after = grow(grown(1, 2), { list, chunk: again, asMore: false })
    expect(after.chunks).toEqual([chunk(1), again])
  })

  it('begins anew with another list', () => {
    const other = '/fr/c/maison?brand=Lueur'
    const after = grow(grown(1), { list: other, chunk: chunk(2), asMore: true })
    expect(after).toEqual({ list: other, chunks: [chunk(2)] })
  })
})

describe('isMarked', () => {
  it('knows the list of its mark', () => {
    expect(isMarked(grown(1, 2), markOf(grown(1, 2)))).toBe(true)
  })

  it('is false of other pages, another list and of no mark', () => {
    expect(isMarked(grown(1, 2), markOf(grown(1, 2, 3)))).toBe(false)
    expect(isMarked(grown(1, 2), { list: '/fr/c/mode', first: 1, page: 2 })).toBe(false)
    expect(isMarked(grown(1, 2), undefined)).toBe(false)
    expect(isMarked(grown(2), { list, first: 2, page: 2 })).toBe(false)
  })
})
