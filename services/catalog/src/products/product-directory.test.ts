import { expect, it } from 'vitest'
import { newProduct, type Product } from './product.ts'
import { createProductDirectory } from './product-directory.ts'

const now = new Date('2026-11-30T10:00:00.000Z')
function product(productId: string, slug: string): Product {
  const variants = [
    { sku: productId, options: {}, price: { amount: 100, currency: 'EUR' }, weightGrams: 1 },
  ]
  const input = { title: { en: slug }, taxClass: 'standard', attributes: {}, categoryIds: [] }
  return newProduct({ ...input, variants }, { productId, slug, now }).product
}

it('leaves a slug with the product that took it, in whatever order their versions come', () => {
  const directory = createProductDirectory()
  const first = product('prd_1', 'mug')
  directory.take({ id: 'prd_1', version: 1, data: first })
  directory.take({ id: 'prd_2', version: 1, data: product('prd_2', 'mug') })
  const renamed = { ...first, slug: 'old-mug', formerSlugs: ['mug'] }
  directory.take({ id: 'prd_1', version: 2, data: renamed })
  expect(directory.lookUp('mug')?.id).toBe('prd_2')
  expect(directory.lookUp('old-mug')?.id).toBe('prd_1')
})
