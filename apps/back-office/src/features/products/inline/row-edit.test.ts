import type { ProductView } from '@comptoir/contracts/catalog/schemas'
import { describe, expect, it } from 'vitest'
import { reallyTyped, rowChange, rowFault } from './row-edit.ts'

const euros = (amount: number) => ({ amount, currency: 'EUR' })
const product: ProductView = {
  ...{ productId: 'prd_1', slug: 'bol', status: 'draft', visibility: 'unlisted', version: 3 },
  ...{ title: { fr: 'Bol' }, brand: 'Alba', taxClass: 'books', categoryIds: ['cat_1'] },
  ...{ breadcrumbs: [], attributes: { colour: 'red' }, images: [], options: [] },
  variants: [
    {
      ...{ sku: 'BOL', options: {}, price: euros(1_000), compareAtPrice: euros(1_200) },
      ...{ weightGrams: 300, available: 4, inStock: true, imagePath: 'a.webp' },
    },
  ],
  ...{ inStock: true, createdAt: '2026-01-01T00:00:00Z', updatedAt: '2026-01-01T00:00:00Z' },
}

describe('a row that is changed in the list', () => {
  it('sends the whole product with its new price, since what is left out is emptied', () => {
    const { product: sent } = rowChange({ price: '12,50' }, product, 'fr')
    expect(sent).toMatchObject({
      ...{ status: 'draft', visibility: 'unlisted', brand: 'Alba', taxClass: 'books' },
      ...{ attributes: { colour: 'red' }, categoryIds: ['cat_1'] },
      variants: [{ sku: 'BOL', price: euros(1_250), compareAtPrice: euros(1_200) }],
    })
    expect(sent?.variants[0]).not.toHaveProperty('available')
  })

  it('sends no product when only the threshold changed, and no threshold when that did not', () => {
    expect(rowChange({ threshold: '5' }, product, 'fr')).toEqual({ threshold: 5 })
    expect(rowChange({ status: 'active' }, product, 'fr')).not.toHaveProperty('threshold')
  })

  it('says which field cannot be sent', () => {
    expect(rowFault({ price: '0' }, 'fr')).toBe('price')
    expect(rowFault({ price: '3', threshold: '-1' }, 'fr')).toBe('threshold')
    expect(rowFault({ price: '3,00', threshold: '0' }, 'fr')).toBeUndefined()
  })

  it('has not changed when it says the same in other words', () => {
    const before = { price: '10,00', status: 'draft', threshold: '4' } as const
    expect(reallyTyped({ price: '10', threshold: ' 4 ', status: 'draft' }, before, 'fr')).toEqual(
      {},
    )
    expect(reallyTyped({ price: '11' }, before, 'fr')).toEqual({ price: '11' })
  })
})
