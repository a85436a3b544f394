import { z } from '@hono/zod-openapi'
import { CursorQuery, IdempotencyHeader, jsonAnswer, jsonBody, pageOf, Sku } from '../common.ts'
import { forStaff, forVisitors } from '../operation.ts'
import { requiredText } from '../schema.ts'
import {
  NewMovement,
  OnHand,
  ReservationOutcome,
  StockAlert,
  StockImport,
  StockImportOutcome,
  StockItem,
  StockLevel,
  StockMovement,
  Threshold,
} from './schemas.ts'

const skuParam = { params: z.object({ sku: Sku }) }

export const readStock = forVisitors('GetStock', 'GET /api/stock/{sku}', {
  request: skuParam,
  responses: { 200: jsonAnswer(StockItem, 'The stock now') },
  problems: ['invalid_request', 'not_found'],
})

/** Staff: the items whose level is the given one, or all, by SKU (from a projection at most seconds old). */
export const listStock = forStaff('ListStock', 'GET /api/stock', {
  request: { query: CursorQuery.extend({ level: StockLevel.optional() }) },
  responses: { 200: jsonAnswer(pageOf(StockItem), 'Items') },
  problems: ['invalid_request'],
})

/** Staff: creates the item or sets what is on hand (the difference is a movement); repeating it changes nothing. */
export const setStock = forStaff('SetStock', 'PUT /api/stock/{sku}', {
  request: {
    ...skuParam,
    headers: z.object({ 'if-match': z.string().max(100).optional() }),
    body: jsonBody({
      onHand: OnHand,
      lowThreshold: Threshold.optional(),
      reason: requiredText(200).optional(),
    }),
  },
  responses: {
    200: jsonAnswer(StockItem, 'The stock now'),
    201: jsonAnswer(StockItem, 'The item is new'),
  },
  problems: ['invalid_request', 'precondition_failed'],
})

/** Staff: many at once. `onHand` is set on new items only, unless `overwrite`; repeating it changes nothing. */
export const importStock = forStaff('ImportStock', 'PUT /api/stock', {
  request: {
    body: jsonBody(StockImport),
  },
  responses: { 200: jsonAnswer(StockImportOutcome, 'What happened to each item') },
  problems: ['invalid_request'],
})

/** Staff: from how many left an alert is raised; 0 switches it off. */
export const setLowThreshold = forStaff('SetLowThreshold', 'PUT /api/stock/{sku}/threshold', {
  request: { ...skuParam, body: jsonBody({ lowThreshold: Threshold }) },
  responses: { 200: jsonAnswer(StockItem, 'The stock now') },
  problems: ['invalid_request', 'not_found'],
})

/** Staff: moves stock once per Idempotency-Key. Never below zero. */
export const recordMovement = forStaff('RecordMovement', 'POST /api/stock/{sku}/movements', {
  request: { ...skuParam, headers: IdempotencyHeader, body: jsonBody(NewMovement) },
  responses: { 201: jsonAnswer(StockMovement, 'The movement') },
  problems: ['invalid_request', 'not_found', 'out_of_stock', 'idempotency_key_reused'],
})

/** Staff: movements of an item, newest first. */
export const listMovements = forStaff('ListMovements', 'GET /api/stock/{sku}/movements', {
  request: { ...skuParam, query: CursorQuery },
  responses: { 200: jsonAnswer(pageOf(StockMovement), 'Movements') },
  problems: ['invalid_request', 'not_found'],
})

/** Staff: alerts by status, newest first. */
export const listStockAlerts = forStaff('ListStockAlerts', 'GET /api/stock-alerts', {
  request: { query: CursorQuery.extend({ status: StockAlert.shape.status.default('open') }) },
  responses: { 200: jsonAnswer(pageOf(StockAlert), 'Alerts') },
  problems: ['invalid_request'],
})

/** Staff: says that someone looks after it; repeating it changes nothing. */
export const acknowledgeStockAlert = forStaff(
  'AcknowledgeStockAlert',
  'POST /api/stock-alerts/{alertId}/ack',
  {
    request: { params: z.object({ alertId: z.string().max(120) }) },
    responses: { 200: jsonAnswer(StockAlert, 'The alert now') },
    problems: ['not_found', 'transition_refused'],
  },
)

/** Staff: what became of reservations; unknown ones are `unknown`. */
export const lookUpReservations = forStaff(
  'LookUpReservations',
  'POST /api/stock/reservations/lookup',
  {
    request: {
      body: jsonBody({ reservationIds: z.array(z.string().max(80)).min(1).max(200) }),
    },
    responses: {
      200: jsonAnswer({ items: z.array(ReservationOutcome) }, 'In the order asked'),
    },
    problems: ['invalid_request'],
  },
)
