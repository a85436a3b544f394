import { Synonyms } from '@comptoir/contracts/catalog/category-schemas'
import { describe, expect, it } from 'vitest'
import { faultyLine, groupsIn, groupsText } from './synonym-text.ts'

describe('groups of synonyms', () => {
  it('are lines, and are read back from them', () => {
    const groups = [
      ['canapé', 'sofa', 'couch'],
      ['bain de soleil', 'transat'],
    ]
    expect(groupsText(groups)).toBe('canapé = sofa = couch\nbain de soleil = transat')
    expect(groupsIn(groupsText(groups))).toEqual(groups)
  })

  it('are read whatever spaces and empty lines there are', () => {
    const groups = groupsIn('\n lampe=lamp \n\n a = b = \n')
    expect(groups).toEqual([
      ['lampe', 'lamp'],
      ['a', 'b'],
    ])
    expect(Synonyms.safeParse({ groups }).success).toBe(true)
  })

  it.each([
    ['one word', 'a = b\nlampe', 2],
    ['too many', Array.from({ length: 21 }, (_, n) => `m${n}`).join(' = '), 1],
    ['a long one', `a = ${'b'.repeat(81)}`, 1],
    ['nothing beside', '\n = lampe', 2],
  ])('of %s are no group', (_, text, line) => {
    expect(faultyLine(text)).toBe(line)
  })

  it('may be none', () => {
    expect(faultyLine('')).toBeUndefined()
    expect(groupsIn('')).toEqual([])
  })
})
