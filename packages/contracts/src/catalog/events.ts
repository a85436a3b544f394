import { z } from '@hono/zod-openapi'
import { Money, Sku } from '../common.ts'
import { eventsOf } from '../event.ts'

const event = eventsOf('catalog')

const ProductFact = z.object({
  productId: z.string(),
  slug: z.string(),
  skus: z.array(Sku),
  status: z.string(),
})
export const ProductCreated = event('ProductCreated', ProductFact)
export const ProductUpdated = event('ProductUpdated', ProductFact)
export const ProductArchived = event('ProductArchived', ProductFact)
export const PriceChanged = event(
  'PriceChanged',
  z.object({ productId: z.string(), sku: Sku, from: Money, to: Money }),
)
export const CategoryChanged = event('CategoryChanged', z.object({ categoryId: z.string() }))
