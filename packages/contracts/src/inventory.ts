import { createRoute, z } from '@hono/zod-openapi'
import { callers, Id, Instant, jsonAnswer, jsonBody, Quantity, Sku } from './common.ts'
import { defineEvent } from './event.ts'

export const StockLine = z.object({ sku: Sku, quantity: Quantity }).openapi('StockLine')
export type StockLine = z.infer<typeof StockLine>

/** A line that cannot be served, with what is left. */
export const Shortage = z
  .object({ sku: Sku, requested: z.int(), available: z.int() })
  .openapi('Shortage')
export type Shortage = z.infer<typeof Shortage>

/**
 * The outcome of an operation on a reservation. A refusal is a value, not an error.
 * `cancelled`: a release came first (its tombstone answers). `restocked`: released after its commit.
 */
export const ReservationOutcome = z
  .object({
    reservationId: z.string(),
    status: z.enum([
      'unknown',
      'reserved',
      'secured',
      'committed',
      'released',
      'restocked',
      'expired',
      'refused',
      'cancelled',
    ]),
    expiresAt: Instant.optional(),
    shortages: z.array(Shortage).optional(),
  })
  .openapi('ReservationOutcome')
export type ReservationOutcome = z.infer<typeof ReservationOutcome>

const reservationParam = { params: z.object({ reservationId: Id }) }
const outcome = { 200: jsonAnswer(ReservationOutcome, 'Outcome') }

/** Holds every line or none, for `holdSeconds`; repeating it answers the same. */
export const reserveStock = createRoute({
  method: 'put',
  path: '/internal/reservations/{reservationId}',
  ...callers('orders'),
  request: {
    ...reservationParam,
    body: jsonBody(
      z.object({
        orderId: Id,
        lines: z.array(StockLine).min(1).max(200),
        holdSeconds: z.int().min(1).max(86_400),
      }),
    ),
  },
  responses: outcome,
})

/** Takes the expiry off a reservation, or makes it again when it ran out: `secured` or `refused`. */
export const secureReservation = createRoute({
  method: 'put',
  path: '/internal/reservations/{reservationId}/secure',
  ...callers('orders'),
  request: {
    ...reservationParam,
    body: jsonBody(z.object({ orderId: Id, lines: z.array(StockLine).min(1).max(200) })),
  },
  responses: outcome,
})

/** Gives the stock back, committed or not; unknown reservations leave a tombstone, so a late one is refused. */
export const releaseReservation = createRoute({
  method: 'put',
  path: '/internal/reservations/{reservationId}/release',
  ...callers('orders'),
  request: reservationParam,
  responses: outcome,
})

export const readReservation = createRoute({
  method: 'get',
  path: '/internal/reservations/{reservationId}',
  ...callers('orders'),
  request: reservationParam,
  responses: outcome,
})

/** What can be sold now, by SKU; unknown SKUs have 0. Public. */
export const checkAvailability = createRoute({
  operationId: 'CheckAvailability',
  method: 'post',
  path: '/api/stock/availability',
  request: { body: jsonBody(z.object({ skus: z.array(Sku).min(1).max(200) })) },
  responses: {
    200: jsonAnswer(
      z.object({ items: z.array(z.object({ sku: Sku, available: z.int() })) }),
      'What can be sold now',
    ),
  },
})

const ReservationFact = z.object({
  reservationId: z.string(),
  orderId: z.string(),
  lines: z.array(StockLine),
})

/** How much is left: `low` at the item's threshold, `oversold` when more is promised than is on hand. */
export const StockLevel = z.enum(['ok', 'low', 'out', 'oversold']).openapi('StockLevel')
export type StockLevel = z.infer<typeof StockLevel>

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
