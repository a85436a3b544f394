import { describe, expect, it } from 'vitest'
import { clip, wrap } from './lines.ts'

/** Letters of width 1. */
const room = (width: number) => ({ width, widthOf: (text: string) => text.length })

describe('wrap', () => {
  it('leaves a text alone that fits', () => {
    expect(wrap('deux mots', room(9))).toEqual(['deux mots'])
    expect(wrap('', room(9))).toEqual([''])
  })

  it('breaks after spaces and hyphens, not before a closing quote', () => {
    expect(wrap('un porte-manteau', room(9))).toEqual(['un porte-', 'manteau'])
    expect(wrap('un « gros\u00a0» mot', room(9))).toEqual(['un « ', 'gros\u00a0» ', 'mot'])
  })

  it('breaks a word that no line holds', () => {
    expect(wrap('un anticonstitutionnel mot', room(8))).toEqual([
      'un antic',
      'onstitut',
      'ionnel ',
      'mot',
    ])
  })
})

describe('clip', () => {
  it('ends with an ellipsis what is too long, after its first words', () => {
    expect(clip('rue de la Paix', room(14))).toBe('rue de la Paix')
    expect(clip('rue de la Paix', room(11))).toBe('rue de la…')
    expect(clip('rue de la Paix', room(9))).toBe('rue de…')
  })

  it('cuts letters where the ellipsis has no room', () => {
    expect(clip('anticonstitutionnel', room(5))).toBe('anti…')
  })
})
