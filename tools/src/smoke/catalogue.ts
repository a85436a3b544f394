import type { ProductPage } from '@comptoir/contracts/catalog/schemas'
import { searchStock } from '../shop/demo-shopper.ts'
import { anythingInStock, require, type SmokeTest } from './around.ts'

/** Lists products, finds one of them by its title, and reads the category tree. */
export const catalogue: SmokeTest = async ({ shop }) => {
  const { product } = await anythingInStock(shop)
  const title = product.title.fr ?? product.title.en ?? product.slug
  const { body: found } = await searchStock(shop, title)
  const isFound = found.items.some(({ productId }) => productId === product.productId)
  require(isFound, `the search for "${title}" does not find it`)
  const { body: tree } = await shop<Pick<ProductPage, 'items'>>('GET /api/categories')
  require(Array.isArray(tree.items), 'the categories are no list')
}
