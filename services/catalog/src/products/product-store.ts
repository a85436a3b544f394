import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import type { Product } from './product.ts'
import { StoredProduct } from './stored-product.ts'

export type Products = Collection<Product>

/** Every product is in one index, so that a replica can load them all. */
export const everyProduct = { index: 'every', key: 'product' } as const

export function createProducts(store: Store): Products {
  return createCollection(store, {
    name: 'products',
    audit: 'plain',
    schema: StoredProduct,
    indexes: {
      [everyProduct.index]: ({ createdAt }) => [
        { key: everyProduct.key, score: Date.parse(createdAt) },
      ],
      scheduled: ({ status, publishAt }) =>
        status === 'draft' && publishAt !== undefined
          ? [{ key: 'all', score: Date.parse(publishAt) }]
          : [],
    },
  })
}
