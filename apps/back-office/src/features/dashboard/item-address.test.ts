import { expect, it } from 'vitest'
import { itemAddress } from './item-address.ts'

it('leads from what a figure counts to its page', () => {
  expect(itemAddress({ kind: 'sale', id: 'ord_1' })).toBe('/orders/ord_1/summary')
  expect(itemAddress({ kind: 'refusal', id: 'ord_1' })).toBe('/orders/ord_1/summary')
  expect(itemAddress({ kind: 'sku', id: 'A 1' })).toBe('/stock/items/A%201')
  expect(itemAddress({ kind: 'chat', id: 'cnv_1' })).toBe('/inbox/cnv_1')
})
