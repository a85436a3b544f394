import {
  Attributes,
  ProductImage,
  ProductOption,
  ProductStatus,
  ProductVisibility,
  VariantInput,
} from '@comptoir/contracts/catalog/schemas'
import { Instant, LocalizedText, Money, Sku } from '@comptoir/contracts/common'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'
import type { Product } from './product.ts'
import { optionsOf } from './variant-options.ts'

const StoredVariant = VariantInput.extend({ imagePath: z.string().optional() })

const Stored = z.object({
  productId: z.string(),
  slug: z.string(),
  externalId: z.string().optional(),
  status: ProductStatus,
  visibility: ProductVisibility.default('listed'),
  title: LocalizedText,
  description: LocalizedText.optional(),
  brand: z.string().optional(),
  taxClass: z.string(),
  categoryIds: z.array(z.string()),
  attributes: Attributes,
  options: z.array(ProductOption).optional(),
  variants: z.array(StoredVariant),
  images: z.array(ProductImage),
  priceHistory: z.array(z.object({ sku: Sku, price: Money, from: Instant })),
  createdAt: Instant,
  updatedAt: Instant,
  publishedAt: Instant.optional(),
})

/** Products written before options were typed get those of their variants. */
const StoredProduct: z.ZodType<Product> = Stored.transform((product) => ({
  ...product,
  options: product.options ?? optionsOf(product.variants),
}))

export type Products = Collection<Product>

/** Every product is in one index, so that a replica can load them all. */
export const everyProduct = { index: 'every', key: 'product' } as const

export function createProducts(store: Store): Products {
  return createCollection(store, {
    name: 'products',
    schema: StoredProduct,
    indexes: {
      [everyProduct.index]: ({ createdAt }) => [
        { key: everyProduct.key, score: Date.parse(createdAt) },
      ],
    },
  })
}
