import { describe, expect, it } from 'vitest'
import { readStockSearch, skuIn } from './stock-search.ts'

describe('the address of the stock', () => {
  it('keeps a level and a SKU, and leaves out what makes no sense', () => {
    expect(readStockSearch({ level: 'low', sku: 'LAMP-1', density: 'compact' })).toEqual({
      ...{ level: 'low', sku: 'LAMP-1', density: 'compact' },
    })
    expect(readStockSearch({ level: 'much', sku: '../x', sort: 'sku' })).toEqual({})
  })

  it('takes a SKU of digits, as a link reads it', () => {
    expect(skuIn(4006381333931)).toBe('4006381333931')
    expect(skuIn(' A.b_c-1 ')).toBe('A.b_c-1')
    expect(skuIn('..')).toBeUndefined()
    expect(skuIn('a b')).toBeUndefined()
  })
})
