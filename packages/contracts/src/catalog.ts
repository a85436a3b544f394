import { createRoute, z } from '@hono/zod-openapi'
import { callers, jsonAnswer, jsonBody, LocalizedText, Money, Sku } from './common.ts'
import { defineEvent } from './event.ts'

/** What the other services copy of a variant: price is gross (VAT included). */
export const VariantSnapshot = z
  .object({
    sku: Sku,
    productId: z.string(),
    title: LocalizedText,
    price: Money,
    taxClass: z.string(),
    weightGrams: z.int().min(0),
    imagePath: z.string().optional(),
    /** False when the product is a draft or archived: it cannot be bought. */
    active: z.boolean(),
  })
  .openapi('VariantSnapshot')
export type VariantSnapshot = z.infer<typeof VariantSnapshot>

/** Prices and facts of variants by SKU, from memory; unknown SKUs are left out. */
export const lookupVariants = createRoute({
  method: 'post',
  path: '/internal/variants/lookup',
  ...callers('carts', 'orders'),
  request: { body: jsonBody(z.object({ skus: z.array(Sku).min(1).max(200) })) },
  responses: {
    200: jsonAnswer(z.object({ variants: z.array(VariantSnapshot) }), 'Known variants'),
  },
})

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
