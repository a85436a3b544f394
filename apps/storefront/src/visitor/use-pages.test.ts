import { describe, expect, it } from 'vitest'
import { mergePages } from './use-pages.ts'

describe('a further page of a list', () => {
  it('adds each item once, as it was read last', () => {
    const before = [
      { id: 'a', status: 'pending' },
      { id: 'b', status: 'pending' },
    ]
    const page = [
      { id: 'b', status: 'confirmed' },
      { id: 'c', status: 'pending' },
    ]
    const idOf = ({ id }: { id: string }) => id
    expect(mergePages(before, page, idOf)).toEqual([before[0], ...page])
    expect(mergePages(before, before, idOf)).toEqual(before)
  })
})
