import { z } from '@hono/zod-openapi'
import { CursorQuery, callers, Id, jsonAnswer, jsonBody, pageOf, Sku } from '../common.ts'
import { limits } from '../limits.ts'
import { forAnyone, internal } from '../operation.ts'
import {
  ReservationOutcome,
  StockImport,
  StockImportOutcome,
  StockItem,
  StockLevel,
  StockLine,
} from './schemas.ts'

const reservationParam = { params: z.object({ reservationId: Id }) }
const outcome = { 200: jsonAnswer(ReservationOutcome, 'Outcome') }

/** Holds every line or none, for `holdSeconds`; repeating it answers the same. */
export const reserveStock = internal(['orders'], 'PUT /internal/reservations/{reservationId}', {
  request: {
    ...reservationParam,
    body: jsonBody({
      orderId: Id,
      lines: z.array(StockLine).min(1).max(200),
      holdSeconds: z.int().min(1).max(limits.holdSeconds),
    }),
  },
  responses: outcome,
})

/** Takes the expiry off a reservation, or makes it again when it ran out: `secured` or `refused`. */
export const secureReservation = internal(
  ['orders'],
  'PUT /internal/reservations/{reservationId}/secure',
  {
    request: {
      ...reservationParam,
      body: jsonBody({ orderId: Id, lines: z.array(StockLine).min(1).max(200) }),
    },
    responses: outcome,
  },
)

/**
 * Takes lines off the shelf at once, for what replaces a parcel that did not arrive, or goods that came back: `committed` or
 * `refused`, and the same when it is repeated.
 */
export const sellStock = internal(
  ['orders', 'shipping'],
  'PUT /internal/reservations/{reservationId}/sell',
  {
    request: {
      ...reservationParam,
      body: jsonBody({ orderId: Id, lines: z.array(StockLine).min(1).max(200) }),
    },
    responses: outcome,
  },
)

/**
 * Gives a committed reservation other lines, all or nothing: more is sold, less goes back on the shelf. Amendments are numbered
 * upwards; one that is not newer than the last changes nothing.
 */
export const amendReservation = internal(
  ['orders'],
  'PUT /internal/reservations/{reservationId}/amendments/{number}',
  {
    request: {
      params: z.object({ reservationId: Id, number: z.coerce.number().int().min(1) }),
      body: jsonBody({ lines: z.array(StockLine).min(1).max(200) }),
    },
    responses: outcome,
  },
)

/** Gives the stock back, committed or not; unknown reservations leave a tombstone, so a late one is refused. */
export const releaseReservation = internal(
  ['orders'],
  'PUT /internal/reservations/{reservationId}/release',
  {
    request: reservationParam,
    responses: outcome,
  },
)

/** Puts goods that came back from a customer on the shelf again, once per return; answers what was put there. */
export const restockReturn = internal(['orders'], 'PUT /internal/returns/{returnId}/restock', {
  request: {
    params: z.object({ returnId: Id }),
    body: jsonBody({ orderId: Id, lines: z.array(StockLine).min(1).max(200) }),
  },
  responses: {
    200: jsonAnswer({ returnId: z.string(), lines: z.array(StockLine) }, 'What was restocked'),
  },
})

export const readReservation = internal(['orders'], 'GET /internal/reservations/{reservationId}', {
  request: reservationParam,
  responses: outcome,
})

/** What an import of the catalogue says is on hand, in the name of who imports; repeating it changes nothing. */
export const storeStock = internal(['catalog'], 'PUT /internal/stock', {
  request: { body: jsonBody(StockImport.extend({ actor: Id })) },
  responses: { 200: jsonAnswer(StockImportOutcome, 'What happened to each item') },
})

/** The items of a level, by SKU: which are low, from a projection at most seconds old. */
export const listStockOfLevel = internal(['admin'], 'GET /internal/stock', {
  request: { query: CursorQuery.extend({ level: StockLevel }) },
  responses: { 200: jsonAnswer(pageOf(StockItem), 'Items') },
  problems: ['invalid_request'],
})

/** What can be sold now, by SKU; unknown SKUs have 0. Public. */
export const checkAvailability = forAnyone('CheckAvailability', 'POST /api/stock/availability', {
  ...callers('catalog', 'orders'),
  request: { body: jsonBody({ skus: z.array(Sku).min(1).max(200) }) },
  responses: {
    200: jsonAnswer(
      { items: z.array(z.object({ sku: Sku, available: z.int() })) },
      'What can be sold now',
    ),
  },
})
