import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headNoun } from './entry-terms.ts'
import { createSearch } from './search.ts'
import { defaultSynonyms } from './search-settings-store.ts'
import { fold, wordsOf } from './text.ts'
import { editDistance } from './vocabulary.ts'

type Item = { fr?: string; en?: string; about?: string; category?: string; sku?: string }

const goods: readonly Item[] = [
  { en: 'HALLÖN Table, outdoor, 140x140 cm', category: 'Garden' },
  { en: 'HALLÖN Chair, outdoor', category: 'Garden', about: 'Goes with every table we make.' },
  { en: 'BIRK Table top, 85x72 cm', category: 'Tables' },
  { en: 'BIRK Table, 120x80 cm', category: 'Tables' },
  { en: 'OLE Bookcase, 80x200 cm', category: 'Bookcases & shelves' },
  { en: 'OLE ProductColumns insert', category: 'Bookcases & shelves' },
  { en: 'NIL 3-seat sofa-bed', category: 'Sofas' },
  { en: 'NIL Cover for 3-seat sofa', category: 'Sofas' },
  { en: 'REX Office chair', category: 'Chairs', sku: 'REX-042' },
  { fr: 'Armoire en chêne', en: 'Oak wardrobe', category: 'Storage' },
  { fr: 'Étagère d’angle', en: 'Corner shelving unit', category: 'Storage' },
  { fr: 'Œuf à la coque en grès', en: 'Stoneware egg cup', category: 'Tableware' },
  { en: 'Bedside table, white', category: 'Bedroom' },
]

function shopOf(items: readonly Item[], synonyms = defaultSynonyms()) {
  const search = createSearch(synonyms)
  items.forEach(({ fr, en, about, category = '', sku = `S-${fr ?? en}` }, slot) => {
    search.add(slot, {
      title: { ...(fr && { fr }), ...(en && { en }) },
      description: about ? { en: about } : undefined,
      skus: [sku],
      categories: [{ en: category }],
      attributes: [],
    })
  })
  const nameOf = (slot: number) => items[slot]?.en ?? items[slot]?.fr ?? ''
  return {
    search,
    find: (query: string) => search.find(query).slots.map(nameOf),
    first: (query: string) => nameOf(search.find(query).slots[0] ?? -1),
  }
}
const shop = shopOf(goods)

describe('reading text', () => {
  it('folds accents and ligatures', () => {
    expect(fold('Œuf ÄPPLARÖ Straße')).toBe('oeuf applaro strasse')
  })

  it('takes French elisions and English possessives off', () => {
    expect(wordsOf("L’armoire d'angle qu’il aime")).toEqual(['armoire', 'angle', 'il', 'aime'])
    expect(wordsOf('Children’s table')).toEqual(['children', 'table'])
  })

  it('finds the noun that a name is about', () => {
    expect(headNoun('Bar table and 4 bar stools', 'en')).toEqual(['table'])
    expect(headNoun('Table top, outdoor', 'en')).toEqual(['top'])
    expect(headNoun('3-seat sofa-bed', 'en')).toEqual(['sofa', 'bed'])
    expect(headNoun('Grande armoire en chêne', 'fr')).toEqual(['armoire'])
  })
})

describe('edit distance', () => {
  const word = fc.stringMatching(/^[a-e]{0,7}$/)

  it('is the same both ways, and zero for the same word alone', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(editDistance(a, b, 9)).toBe(editDistance(b, a, 9))
        expect(editDistance(a, b, 9) === 0).toBe(a === b)
      }),
    )
  })

  it('counts a swap of neighbours once', () => {
    expect(editDistance('chiase', 'chaise', 2)).toBe(1)
  })

  it('says more than the limit when it is more', () => {
    expect(editDistance('table', 'armoire', 2)).toBe(3)
  })
})

describe('search', () => {
  it('finds what is written with accents by plain letters', () => {
    expect(shop.find('hallon').sort()).toEqual([
      'HALLÖN Chair, outdoor',
      'HALLÖN Table, outdoor, 140x140 cm',
    ])
  })

  it('puts what the query is about before what only mentions it', () => {
    expect(shop.find('table').slice(0, 2).sort()).toEqual([
      'BIRK Table, 120x80 cm',
      'HALLÖN Table, outdoor, 140x140 cm',
    ])
    expect(shop.find('table').slice(2, 5)).toEqual([
      'Bedside table, white',
      'BIRK Table top, 85x72 cm',
      'HALLÖN Chair, outdoor',
    ])
  })

  it('puts what matches every word before what matches some', () => {
    expect(shop.find('table outdoor').slice(0, 2)).toEqual([
      'HALLÖN Table, outdoor, 140x140 cm',
      'HALLÖN Chair, outdoor',
    ])
  })

  it('forgives misspellings and says how it understood them', () => {
    expect(shop.first('bokcase')).toBe('OLE Bookcase, 80x200 cm')
    expect(shop.search.find('bokcase').didYouMean).toBe('bookcase')
    expect(shop.first('etagre')).toBe('Corner shelving unit')
  })

  it('does not look for likenesses of words that are written so', () => {
    const { find } = shopOf([{ en: 'Blue lamp' }, { en: 'Blue lamb' }])
    expect(find('lamb')).toEqual(['Blue lamb'])
  })

  it('ranks whole words above beginnings', () => {
    const { find } = shopOf([{ en: 'Bedside carpet' }, { en: 'Carpet for a bed' }])
    expect(find('bed')).toEqual(['Carpet for a bed', 'Bedside carpet'])
  })

  it('understands words of the other language', () => {
    expect(shop.first('canapé')).toBe('NIL 3-seat sofa-bed')
    expect(shop.first('chaise bureau')).toBe('REX Office chair')
    expect(shop.first('table de chevet')).toBe('Bedside table, white')
    expect(shop.first('wardrobe')).toBe('Oak wardrobe')
  })

  it('joins and splits words', () => {
    expect(shop.first('book case')).toBe('OLE Bookcase, 80x200 cm')
    expect(shop.first('sofabed')).toBe('NIL 3-seat sofa-bed')
    expect(shop.first('sofa bed')).toBe('NIL 3-seat sofa-bed')
  })

  it('puts a thing before one that is only in part that thing', () => {
    const { find } = shopOf([{ en: 'Sofa-bed' }, { en: 'Large red sofa' }])
    expect(find('sofa')).toEqual(['Large red sofa', 'Sofa-bed'])
  })

  it('does not list everything for a word that everything has', () => {
    const { find } = shopOf(['lamp', 'chair', 'vase'].map((en) => ({ en, category: 'Furniture' })))
    expect(find('furniture lamp')).toEqual(['lamp'])
    expect(find('furniture')).toHaveLength(3)
  })

  it('finds plurals, SKUs and unfinished words', () => {
    expect(shop.first('armoires')).toBe('Oak wardrobe')
    expect(shop.find('REX-042')).toEqual(['REX Office chair'])
    expect(shop.first('shelv')).toBe('Corner shelving unit')
  })

  it('answers nothing for signs and for words that nothing is like', () => {
    expect([shop.find('!!'), shop.find('xyzzyx')]).toEqual([[], []])
  })

  it('forgets what left', () => {
    const { search, find } = shopOf([{ en: 'Lamp' }, { en: 'Desk lamp' }])
    search.remove(0)
    expect(find('lamp')).toEqual(['Desk lamp'])
  })

  it('takes new synonyms at once', () => {
    const { search, first } = shopOf([{ en: 'Doodad' }])
    expect(first('gizmo')).toBe('')
    search.replaceSynonyms([['gizmo', 'doodad']])
    expect(first('gizmo')).toBe('Doodad')
  })

  it('finds every product by its own title, whatever the titles are', () => {
    const title = fc.stringMatching(/^[a-z]{4,9}( [a-z]{4,9}){0,2}$/)
    fc.assert(
      fc.property(fc.uniqueArray(title, { minLength: 1, maxLength: 12 }), (titles) => {
        const { find } = shopOf(
          titles.map((en) => ({ en })),
          [],
        )
        for (const one of titles) expect(find(one).slice(0, 3)).toContain(one)
      }),
      { numRuns: 60 },
    )
  })
})
