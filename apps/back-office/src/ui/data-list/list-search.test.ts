import { describe, expect, it } from 'vitest'
import { readListSearch, shownColumns, wordOf } from './list-search.ts'

describe('the address of a list', () => {
  it('says how it is shown', () => {
    const search = { columns: 'number,total', density: 'wide', view: 'viw_1', sort: '-total' }
    expect(readListSearch(search, ['-total', 'total'])).toEqual(search)
  })

  it('opens something whatever it says', () => {
    const search = { columns: '', density: 'tiny', view: ['x'], sort: 'colour', more: 1 }
    expect(readListSearch(search, ['total'])).toEqual({})
  })

  it('has words, also where they look like numbers', () => {
    expect(wordOf(2026)).toBe('2026')
    expect(wordOf('  ')).toBeUndefined()
    expect(wordOf('x'.repeat(300))).toBeUndefined()
  })

  it('names columns that there are, once, in its order', () => {
    const known = ['number', 'total', 'status']
    expect(shownColumns('status,number,status,colour', known, ['number'])).toEqual([
      'status',
      'number',
    ])
    expect(shownColumns('colour', known, ['number'])).toEqual(['number'])
    expect(shownColumns(undefined, known, ['number'])).toEqual(['number'])
  })
})
