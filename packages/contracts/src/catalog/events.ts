import { z } from '@hono/zod-openapi'
import { Money, Sku } from '../common.ts'
import { defineEvent } from '../event.ts'

const ProductFact = z.object({
  productId: z.string(),
  slug: z.string(),
  skus: z.array(Sku),
  status: z.string(),
})
export const ProductCreated = defineEvent('catalog', 'ProductCreated', ProductFact)
export const ProductUpdated = defineEvent('catalog', 'ProductUpdated', ProductFact)
export const ProductArchived = defineEvent('catalog', 'ProductArchived', ProductFact)
export const PriceChanged = defineEvent(
  'catalog',
  'PriceChanged',
  z.object({ productId: z.string(), sku: Sku, from: Money, to: Money }),
)
export const CategoryChanged = defineEvent(
  'catalog',
  'CategoryChanged',
  z.object({ categoryId: z.string() }),
)
