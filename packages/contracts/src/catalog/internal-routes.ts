import { z } from '@hono/zod-openapi'
import { CustomerStatus } from '../accounts/schemas.ts'
import { jsonAnswer, jsonBody, Quantity, Sku } from '../common.ts'
import { internal } from '../operation.ts'
import { VariantSnapshot } from './schemas.ts'

/** Who asks for prices, as far as price lists go by it. */
export const PriceCustomer = z.object({
  status: CustomerStatus.optional(),
  tags: z.array(z.string().max(40)).max(50).default([]),
})
export type PriceCustomer = z.input<typeof PriceCustomer>

const Lookup = z.object({
  skus: z.array(Sku).min(1).max(200),
  /** How many pieces of a SKU, for prices by quantity; one where it says nothing. */
  quantities: z.record(z.string(), Quantity).optional(),
  /** Left out, prices are those of everyone. */
  customer: PriceCustomer.optional(),
  /** Of the cart. A SKU without a price in it is left out: nothing is converted. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .default('EUR'),
})

/** Prices and facts of variants by SKU, from memory; unknown SKUs are left out. */
export const lookupVariants = internal(
  ['carts', 'orders', 'notifications'],
  'POST /internal/variants/lookup',
  {
    request: { body: jsonBody(Lookup) },
    responses: {
      200: jsonAnswer({ variants: z.array(VariantSnapshot) }, 'Known variants'),
    },
  },
)
