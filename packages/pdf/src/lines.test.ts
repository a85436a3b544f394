import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { wrap } from './lines.ts'

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

  it('breaks words of scripts without spaces where a word ends, and never between a letter and its mark', () => {
    expect(wrap('สวัสดีครับ', room(6))).toEqual(['สวัสดี', 'ครับ'])
    expect(wrap('蓝色马克杯', room(2))).toEqual(['蓝色', '马克', '杯'])
    expect(wrap('x\u0301x\u0301x\u0301', room(3))).toEqual(['x\u0301', 'x\u0301', 'x\u0301'])
  })

  it('loses no letter', () => {
    const lines = fc.property(
      fc.string({ unit: 'grapheme' }),
      fc.integer({ min: 1, max: 9 }),
      (text, width) => {
        expect(wrap(text, room(width)).join('')).toBe(text)
      },
    )
    fc.assert(lines)
  })
})
