import { z } from '@hono/zod-openapi'
import { Sku } from '../common.ts'
import { defineEvent } from '../event.ts'
import { StockLevel, StockLine } from './schemas.ts'

const ReservationFact = z.object({
  reservationId: z.string(),
  orderId: z.string(),
  lines: z.array(StockLine),
})

export const StockReserved = defineEvent('inventory', 'StockReserved', ReservationFact)
export const StockCommitted = defineEvent('inventory', 'StockCommitted', ReservationFact)
export const StockReleased = defineEvent('inventory', 'StockReleased', ReservationFact)
export const StockReservationExpired = defineEvent(
  'inventory',
  'StockReservationExpired',
  ReservationFact,
)
export const StockLevelChanged = defineEvent(
  'inventory',
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
export const StockAlertRaised = defineEvent(
  'inventory',
  'StockAlertRaised',
  z.object({
    sku: Sku,
    kind: z.enum(['low', 'out', 'oversold', 'back_in_stock']),
    available: z.int(),
  }),
)
