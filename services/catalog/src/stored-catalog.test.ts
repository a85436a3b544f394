import { readStored } from '@comptoir/dapr/test/memory-store'
import { expect, it } from 'vitest'
import { createCategoryTrees } from './categories/category-store.ts'
import { createChangeJobs } from './changes/change-job-store.ts'
import { createProductImports } from './imports/product-import-store.ts'
import { createPriceLists } from './price-lists/price-list-store.ts'
import { createProducts } from './products/product-store.ts'
import { createProductVendors } from './vendors/product-vendor-store.ts'

it('reads the documents that the version before wrote, with all they hold', async () => {
  const file = new URL('../test/stored/catalog.json', import.meta.url)
  const documents = await readStored('catalog', file, (store) => [
    createProducts(store),
    createCategoryTrees(store),
    createPriceLists(store),
    createChangeJobs(store),
    createProductVendors(store),
    createProductImports(store),
  ])
  expect(documents).not.toEqual([])
  for (const { key, stored, read } of documents) expect(read, key).toEqual(stored)
})
