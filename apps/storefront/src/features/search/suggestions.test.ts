import { describe, expect, it } from 'vitest'
import { groupSuggestions, movedTo, suggestionPath, withSearch } from './suggestions.ts'

describe('suggestions', () => {
  it('are grouped by kind, products first', () => {
    const kinds = groupSuggestions([
      { kind: 'brand', text: 'Lueur' },
      { kind: 'product', text: 'Lampe', slug: 'lampe' },
      { kind: 'product', text: 'Lampadaire', slug: 'lampadaire' },
    ]).map(({ kind, items }) => [kind, items.length])
    expect(kinds).toEqual([
      ['product', 2],
      ['brand', 1],
    ])
  })

  it('lead to the page of what they name', () => {
    expect(suggestionPath({ kind: 'product', text: 'Lampe', slug: 'lampe' }, 'fr')).toBe(
      '/fr/p/lampe',
    )
    expect(suggestionPath({ kind: 'category', text: 'Thés', slug: 'the' }, 'en')).toBe('/en/c/the')
    expect(suggestionPath({ kind: 'brand', text: 'Bois & Fils' }, 'fr')).toBe(
      '/fr/search?brand=Bois+%26+Fils',
    )
  })

  it('are walked through by the arrows, round and past the field', () => {
    expect([movedTo('ArrowDown', -1, 2), movedTo('ArrowDown', 1, 2)]).toEqual([0, -1])
    expect([movedTo('ArrowUp', -1, 2), movedTo('ArrowUp', 0, 2)]).toEqual([1, -1])
    expect(movedTo('a', 0, 2)).toBeUndefined()
  })
})

describe('the searches that a browser keeps', () => {
  it('are the last five, each once', () => {
    expect(withSearch(['thé', 'lampe'], 'lampe')).toEqual(['lampe', 'thé'])
    expect(withSearch(['a', 'b', 'c', 'd', 'e'], 'f')).toEqual(['f', 'a', 'b', 'c', 'd'])
  })
})
