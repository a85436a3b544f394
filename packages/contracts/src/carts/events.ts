import { z } from '@hono/zod-openapi'
import { Instant, LocalizedText, Money, Quantity, Sku } from '../common.ts'
import { eventsOf } from '../event.ts'
import { StaffAction, staffActionSays } from '../platform/staff-action.ts'

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

export const CartAbandoned = event(
  'CartAbandoned',
  CartFact.extend({
    /** When it was changed for the last time: once it is changed again, it may be abandoned again. */
    updatedAt: Instant,
    lines: z.array(
      z.object({ sku: Sku, title: LocalizedText, quantity: Quantity, unitPrice: Money }),
    ),
  }),
  'Nothing happened to a cart for hours, and it was not ordered; told once for what the cart is.',
)
export const StaffActionRecorded = event('StaffActionRecorded', StaffAction, staffActionSays)
