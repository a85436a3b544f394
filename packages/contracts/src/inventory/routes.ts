import { createRoute, z } from '@hono/zod-openapi'
import {
  CursorQuery,
  forRoles,
  IdempotencyHeader,
  jsonAnswer,
  jsonBody,
  maybeSignedIn,
  pageOf,
  problemAnswers,
  Sku,
} from '../common.ts'
import { limits } from '../limits.ts'
import {
  NewMovement,
  ReservationOutcome,
  StockAlert,
  StockItem,
  StockLevel,
  StockMovement,
} from './schemas.ts'

const OnHand = z.int().min(0).max(limits.stock)
const Threshold = z.int().min(0).max(limits.stock)
const skuParam = { params: z.object({ sku: Sku }) }

export const readStock = createRoute({
  operationId: 'GetStock',
  method: 'get',
  path: '/api/stock/{sku}',
  tags: ['stock'],
  security: maybeSignedIn,
  request: skuParam,
  responses: {
    200: jsonAnswer(StockItem, 'The stock now'),
    ...problemAnswers('invalid_request', 'not_found'),
  },
})

/** Staff: the items whose level is the given one, or all, by SKU (from a projection at most seconds old). */
export const listStock = createRoute({
  operationId: 'ListStock',
  method: 'get',
  path: '/api/stock',
  tags: ['stock'],
  ...forRoles('staff', 'admin'),
  request: { query: CursorQuery.extend({ level: StockLevel.optional() }) },
  responses: {
    200: jsonAnswer(pageOf(StockItem), 'Items'),
    ...problemAnswers('invalid_request', 'unauthenticated', 'forbidden'),
  },
})

/** Staff: creates the item or sets what is on hand (the difference is a movement); repeating it changes nothing. */
export const setStock = createRoute({
  operationId: 'SetStock',
  method: 'put',
  path: '/api/stock/{sku}',
  tags: ['stock'],
  ...forRoles('staff', 'admin'),
  request: {
    ...skuParam,
    headers: z.object({ 'if-match': z.string().max(100).optional() }),
    body: jsonBody(
      z.object({
        onHand: OnHand,
        lowThreshold: Threshold.optional(),
        reason: z.string().trim().min(1).max(200).optional(),
      }),
    ),
  },
  responses: {
    200: jsonAnswer(StockItem, 'The stock now'),
    201: jsonAnswer(StockItem, 'The item is new'),
    ...problemAnswers('invalid_request', 'unauthenticated', 'forbidden', 'precondition_failed'),
  },
})

/** Staff: many at once. `onHand` is set on new items only, unless `overwrite`; repeating it changes nothing. */
export const importStock = createRoute({
  operationId: 'ImportStock',
  method: 'put',
  path: '/api/stock',
  tags: ['stock'],
  ...forRoles('staff', 'admin'),
  request: {
    body: jsonBody(
      z.object({
        items: z
          .array(z.object({ sku: Sku, onHand: OnHand, lowThreshold: Threshold.optional() }))
          .min(1)
          .max(200),
        overwrite: z.boolean().default(false),
      }),
    ),
  },
  responses: {
    200: jsonAnswer(
      z.object({
        items: z.array(
          z.object({ sku: Sku, outcome: z.enum(['created', 'changed', 'unchanged']) }),
        ),
      }),
      'What happened to each item',
    ),
    ...problemAnswers('invalid_request', 'unauthenticated', 'forbidden'),
  },
})

/** Staff: from how many left an alert is raised; 0 switches it off. */
export const setLowThreshold = createRoute({
  operationId: 'SetLowThreshold',
  method: 'put',
  path: '/api/stock/{sku}/threshold',
  tags: ['stock'],
  ...forRoles('staff', 'admin'),
  request: { ...skuParam, body: jsonBody(z.object({ lowThreshold: Threshold })) },
  responses: {
    200: jsonAnswer(StockItem, 'The stock now'),
    ...problemAnswers('invalid_request', 'unauthenticated', 'forbidden', 'not_found'),
  },
})

/** Staff: moves stock once per Idempotency-Key. Never below zero. */
export const recordMovement = createRoute({
  operationId: 'RecordMovement',
  method: 'post',
  path: '/api/stock/{sku}/movements',
  tags: ['stock'],
  ...forRoles('staff', 'admin'),
  request: { ...skuParam, headers: IdempotencyHeader, body: jsonBody(NewMovement) },
  responses: {
    201: jsonAnswer(StockMovement, 'The movement'),
    ...problemAnswers(
      'invalid_request',
      'unauthenticated',
      'forbidden',
      'not_found',
      'out_of_stock',
      'idempotency_key_reused',
    ),
  },
})

/** Staff: movements of an item, newest first. */
export const listMovements = createRoute({
  operationId: 'ListMovements',
  method: 'get',
  path: '/api/stock/{sku}/movements',
  tags: ['stock'],
  ...forRoles('staff', 'admin'),
  request: { ...skuParam, query: CursorQuery },
  responses: {
    200: jsonAnswer(pageOf(StockMovement), 'Movements'),
    ...problemAnswers('invalid_request', 'unauthenticated', 'forbidden', 'not_found'),
  },
})

/** Staff: alerts by status, newest first. */
export const listStockAlerts = createRoute({
  operationId: 'ListStockAlerts',
  method: 'get',
  path: '/api/stock-alerts',
  tags: ['stock alerts'],
  ...forRoles('staff', 'admin'),
  request: { query: CursorQuery.extend({ status: StockAlert.shape.status.default('open') }) },
  responses: {
    200: jsonAnswer(pageOf(StockAlert), 'Alerts'),
    ...problemAnswers('invalid_request', 'unauthenticated', 'forbidden'),
  },
})

/** Staff: says that someone looks after it; repeating it changes nothing. */
export const acknowledgeStockAlert = createRoute({
  operationId: 'AcknowledgeStockAlert',
  method: 'post',
  path: '/api/stock-alerts/{alertId}/ack',
  tags: ['stock alerts'],
  ...forRoles('staff', 'admin'),
  request: { params: z.object({ alertId: z.string().max(120) }) },
  responses: {
    200: jsonAnswer(StockAlert, 'The alert now'),
    ...problemAnswers('unauthenticated', 'forbidden', 'not_found', 'transition_refused'),
  },
})

/** Staff: what became of reservations; unknown ones are `unknown`. */
export const lookUpReservations = createRoute({
  operationId: 'LookUpReservations',
  method: 'post',
  path: '/api/stock/reservations/lookup',
  tags: ['stock'],
  ...forRoles('staff', 'admin'),
  request: {
    body: jsonBody(z.object({ reservationIds: z.array(z.string().max(80)).min(1).max(200) })),
  },
  responses: {
    200: jsonAnswer(z.object({ items: z.array(ReservationOutcome) }), 'In the order asked'),
    ...problemAnswers('invalid_request', 'unauthenticated', 'forbidden'),
  },
})
