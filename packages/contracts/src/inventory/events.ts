import { z } from '@hono/zod-openapi'
import { Sku } from '../common.ts'
import { eventsOf } from '../event.ts'
import { StaffAction, staffActionSays } from '../platform/staff-action.ts'
import { StockLevel, StockLine } from './schemas.ts'

const event = eventsOf('inventory')

const ReservationFact = z.object({
  reservationId: z.string(),
  orderId: z.string(),
  lines: z.array(StockLine),
})

export const StockReserved = event(
  'StockReserved',
  ReservationFact,
  'Stock was reserved for every line of an order.',
)
export const StockCommitted = event(
  'StockCommitted',
  ReservationFact,
  'Reserved stock left for good, because the order is confirmed.',
)
export const StockReleased = event(
  'StockReleased',
  ReservationFact,
  'Reserved stock is free again, because the order ended.',
)
export const StockReservationExpired = event(
  'StockReservationExpired',
  ReservationFact,
  'A reservation ended by the clock: its stock is free again.',
)
export const StockLevelChanged = event(
  'StockLevelChanged',
  z.object({
    sku: Sku,
    onHand: z.int(),
    reserved: z.int(),
    available: z.int(),
    version: z.int(),
    lowThreshold: z.int().optional(),
    level: StockLevel.optional(),
  }),
  'The stock of a variant changed.',
)
export const StockAlertRaised = event(
  'StockAlertRaised',
  z.object({
    sku: Sku,
    kind: z.enum(['low', 'out', 'oversold', 'back_in_stock']),
    available: z.int(),
    level: StockLevel.optional().describe('Where the stock is now: what is back may still be low.'),
  }),
  'The stock of a variant crossed a threshold.',
)
export const StockAlertCleared = event(
  'StockAlertCleared',
  z.object({ sku: Sku, available: z.int() }),
  'The stock of a variant that was low is well above its threshold again.',
)

const WishFact = z.object({ wishId: z.string(), sku: Sku, userId: z.string().optional() })
export const StockWishConfirmationRequested = event(
  'StockWishConfirmationRequested',
  WishFact,
  'Somebody without an account wishes to be told when a variant is in stock again: a mail with a link asks the owner of the address.',
)
export const StockWishFulfilled = event(
  'StockWishFulfilled',
  WishFact,
  'A variant that somebody waited for is in stock again: they are told once.',
)
export const StaffActionRecorded = event('StaffActionRecorded', StaffAction, staffActionSays)
