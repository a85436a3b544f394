import { z } from '@hono/zod-openapi'
import { Sku } from '../common.ts'
import { eventsOf } from '../event.ts'
import { StockLevel, StockLine } from './schemas.ts'

const event = eventsOf('inventory')

const ReservationFact = z.object({
  reservationId: z.string(),
  orderId: z.string(),
  lines: z.array(StockLine),
})

export const StockReserved = event('StockReserved', ReservationFact)
export const StockCommitted = event('StockCommitted', ReservationFact)
export const StockReleased = event('StockReleased', ReservationFact)
export const StockReservationExpired = event('StockReservationExpired', ReservationFact)
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
)
export const StockAlertRaised = event(
  'StockAlertRaised',
  z.object({
    sku: Sku,
    kind: z.enum(['low', 'out', 'oversold', 'back_in_stock']),
    available: z.int(),
  }),
)
