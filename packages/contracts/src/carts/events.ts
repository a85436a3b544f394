import { z } from '@hono/zod-openapi'
import { defineEvent } from '../event.ts'

const CartFact = z.object({ cartId: z.string(), ownerUserId: z.string().optional() })
export const CartMerged = defineEvent('carts', 'CartMerged', CartFact.extend({ into: z.string() }))
export const CartConverted = defineEvent(
  'carts',
  'CartConverted',
  CartFact.extend({ orderId: z.string() }),
)
