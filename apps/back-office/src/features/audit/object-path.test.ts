import { expect, it } from 'vitest'
import { objectPath } from './object-path.ts'

it('a changed object leads to its page, where it has one', () => {
  expect(objectPath('orders', 'orders', 'ord_1')).toBe('/orders/ord_1/summary')
  expect(objectPath('inventory', 'stock-items', 'A/1')).toBe('/stock/items/A%2F1')
  expect(objectPath('catalog', 'categories', 'tree')).toBe('/categories')
  expect(objectPath('admin', 'settings', 'returns')).toBe('/settings/returns')
  expect(objectPath('catalog', 'settings', 'search')).toBeUndefined()
  expect(objectPath('orders', 'constructor', 'x')).toBeUndefined()
})
