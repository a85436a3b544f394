import { describe, expect, it } from 'vitest'
import type { Item } from '../stock/stock.ts'
import { shownToShoppers, shownToStaff } from './stock-shown.ts'

const item: Item = {
  ...{ sku: 'A', onHand: 9, reserved: 2, available: 7, lowThreshold: 0, level: 'ok', version: 4 },
}

describe('what a live stream shows of stock', () => {
  it('is no figure to shoppers while there is enough', () => {
    expect(shownToShoppers(item)).toEqual({ sku: 'A', level: 'ok', version: 4 })
  })

  it('is how many are left when they are few, and that there are none', () => {
    expect(shownToShoppers({ ...item, level: 'low', available: 2 })).toMatchObject({ left: 2 })
    expect(shownToShoppers({ ...item, level: 'oversold', available: 0 })).toEqual({
      ...{ sku: 'A', level: 'out', version: 4 },
    })
    expect(shownToShoppers({ sku: 'B' })).toEqual({ sku: 'B', level: 'out', version: 0 })
  })

  it('is the figures to staff', () => {
    expect(shownToStaff({ ...item, level: 'oversold' })).toEqual({
      ...{ sku: 'A', level: 'oversold', version: 4, available: 7, onHand: 9, reserved: 2 },
    })
  })
})
