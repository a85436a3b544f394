import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { changed, isNarrowed, queryOf, readChoice, toggledAttribute, widened } from './facet-url.ts'

const read = (query: string) => {
  const params: Record<string, string[]> = {}
  for (const [name, value] of new URLSearchParams(query)) {
    params[name] = [...(params[name] ?? []), value]
  }
  return readChoice(params)
}

describe('the address of a list', () => {
  it('says each choice once, sorted, without the first page', () => {
    const choice = read('?page=1&brand=b&attr.couleur=noir&brand=a&stock=1&min=2000')
    expect(queryOf(choice)).toBe('?attr.couleur=noir&brand=a&brand=b&min=2000&stock=1')
  })

  it('is the same again after it was read', () => {
    const value = fc.string({ minLength: 1, maxLength: 8, unit: 'grapheme' })
    const choices = fc.record({
      brands: fc.uniqueArray(value, { maxLength: 3 }),
      attributes: fc.dictionary(
        fc.stringMatching(/^[A-Za-z][A-Za-z0-9_]{0,5}$/),
        fc.uniqueArray(value, { minLength: 1, maxLength: 3 }),
        { maxKeys: 3, noNullPrototype: true },
      ),
      inStock: fc.boolean(),
      page: fc.integer({ min: 1, max: 999 }),
      min: fc.integer({ min: 0, max: 10_000 }),
    })
    fc.assert(
      fc.property(choices, (choice) => {
        const query = queryOf(choice)
        expect(queryOf(read(query))).toBe(query)
      }),
    )
  })

  it('begins at the first page when the choice changes, and keeps the rest', () => {
    const choice = read('?brand=a&page=3&q=lampe')
    expect(changed(choice, { inStock: true })).toBe('?brand=a&q=lampe&stock=1')
    expect(changed(choice, { attributes: toggledAttribute(choice, 'couleur', 'noir') })).toBe(
      '?attr.couleur=noir&brand=a&q=lampe',
    )
  })

  it('loses what narrows it, not what was searched for', () => {
    const choice = read('?brand=a&q=lampe&sort=price&attr.x=1')
    expect(isNarrowed(choice)).toBe(true)
    expect(widened(choice)).toBe('?q=lampe&sort=price')
    expect(isNarrowed(read('?q=lampe'))).toBe(false)
  })
})
