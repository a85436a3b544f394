import { describe, expect, it } from 'vitest'
import {
  hearStock,
  type StockHeard,
  type StockSeen,
  sayingOf,
  shownStock,
  stockOf,
} from './stock-saying.ts'

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

  const heard = (available: number, ...said: StockSeen[]) => {
    let live: StockHeard | undefined
    for (const change of said) live = hearStock(live, change)
    return sayingOf(shownStock(stockOf({ inStock: available > 0, available }), live), words)
  }

  it('stays when the live stream only says that there is some', () => {
    expect(heard(4, { level: 'ok' })).toBe('only 4')
    expect(heard(4, { level: 'ok' }, { level: 'ok' })).toBe('only 4')
  })

  it('follows the live stream when that knows better', () => {
    expect(heard(4, { level: 'low', left: 2 })).toBe('only 2')
    expect(heard(4, { level: 'out' })).toBe('sold out')
    expect(heard(0, { level: 'ok' })).toBe('in stock')
    expect(heard(4, { level: 'low', left: 1 }, { level: 'ok' })).toBe('in stock')
    expect(heard(4, { level: 'out' }, { level: 'ok' }, { level: 'ok' })).toBe('in stock')
  })
})
