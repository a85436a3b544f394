import { z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody, Sku } from '../common.ts'
import { internal } from '../operation.ts'
import { VariantSnapshot } from './schemas.ts'

/** Prices and facts of variants by SKU, from memory; unknown SKUs are left out. */
export const lookupVariants = internal(['carts', 'orders'], 'POST /internal/variants/lookup', {
  request: { body: jsonBody({ skus: z.array(Sku).min(1).max(200) }) },
  responses: {
    200: jsonAnswer({ variants: z.array(VariantSnapshot) }, 'Known variants'),
  },
})
