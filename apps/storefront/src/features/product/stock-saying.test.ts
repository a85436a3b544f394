import { describe, expect, it } from 'vitest'
import { sayingOf, stockOf } from './stock-saying.ts'

const words = { inStock: 'in stock', out: 'sold out', left: (n: number) => `only ${n}` }
const said = (inStock: boolean, available: number) =>
  sayingOf(stockOf({ inStock, available }), words)

describe('what is said of the stock', () => {
  it('names how many are left when they are few', () => {
    expect([said(true, 6), said(true, 5), said(true, 1)]).toEqual(['in stock', 'only 5', 'only 1'])
  })

  it('says that nothing is left, also when more is promised than there is', () => {
    expect(said(false, 0)).toBe('sold out')
    expect(sayingOf({ level: 'oversold' }, words)).toBe('sold out')
  })
})
