import { describe, expect, it } from 'vitest'
import { quickSkuOf } from './quick-sku.ts'

describe('a card adds by one click', () => {
  it('the one variant of a product', () => {
    expect(quickSkuOf({ skus: ['BOWL'], inStock: true })).toBe('BOWL')
  })

  it.each([
    ['of several variants, as one is to be chosen', { skus: ['MUG-S', 'MUG-L'], inStock: true }],
    ['that is sold out', { skus: ['BOWL'], inStock: false }],
    ['without a variant', { skus: [], inStock: true }],
  ])('nothing of a product %s', (_, product) => {
    expect(quickSkuOf(product)).toBeUndefined()
  })
})
