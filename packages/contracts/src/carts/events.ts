import { z } from '@hono/zod-openapi'
import { eventsOf } from '../event.ts'

const event = eventsOf('carts')

const CartFact = z.object({ cartId: z.string(), ownerUserId: z.string().optional() })
export const CartMerged = event(
  'CartMerged',
  CartFact.extend({ into: z.string() }),
  'A guest cart went into the cart of an account.',
)
export const CartConverted = event(
  'CartConverted',
  CartFact.extend({ orderId: z.string() }),
  'A cart became an order.',
)
