import { describe, expect, it } from 'vitest'
import { productsEn } from '../../../messages/products/products.ts'
import { changeText } from './change-words.ts'

const words = { texts: productsEn, locale: 'en', categoryName: (id: string) => `<${id}>` } as const

describe('a change in words', () => {
  it('says the step of prices and how they end', () => {
    expect(changeText({ kind: 'price', byBps: -1_250, ending: 5, showFormer: false }, words)).toBe(
      'Price: −12.5%, ending in .05',
    )
    expect(changeText({ kind: 'price', byAmount: 150, showFormer: false }, words)).toBe(
      'Price: +€1.50',
    )
  })

  it('says what is added and taken away', () => {
    expect(changeText({ kind: 'categories', add: ['a'], remove: ['b'] }, words)).toBe(
      'Categories: + <a>, − <b>',
    )
    expect(changeText({ kind: 'attributes', set: { warm: true }, remove: [] }, words)).toBe(
      'Attribute: + warm = true',
    )
  })
})
