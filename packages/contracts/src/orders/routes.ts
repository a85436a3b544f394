import { createRoute, z } from '@hono/zod-openapi'
import {
  CursorQuery,
  forRoles,
  IdempotencyHeader,
  jsonAnswer,
  jsonBody,
  MomentQuery,
  pageOf,
  problemAnswers,
  signedIn,
} from '../common.ts'
import { eventStreamAnswer } from '../event-stream.ts'
import { OrderStatus, PaymentMethod } from './schemas.ts'
import {
  type HistoryEntry,
  Order,
  OrderOverview,
  OrderTracking,
  PlaceOrder,
  PreferHeader,
} from './view.ts'

const orderParam = z.object({ orderId: z.string().max(80) })
const anOrder = jsonAnswer(Order, 'The order')
const common = { tags: ['orders'], security: signedIn }
const usual = ['invalid_request', 'unauthenticated', 'not_found'] as const

export const placeOrder = createRoute({
  operationId: 'CreateOrder',
  method: 'post',
  path: '/api/orders',
  ...common,
  request: {
    headers: IdempotencyHeader.extend(PreferHeader.shape).extend({
      'cart-token': z.string().max(100).optional(),
    }),
    body: jsonBody(PlaceOrder),
  },
  responses: {
    201: anOrder,
    ...problemAnswers(
      'invalid_request',
      'unauthenticated',
      'account_suspended',
      'cart_not_orderable',
      'conflict',
      'out_of_stock',
      'totals_changed',
      'no_shipping_option',
      'request_running',
      'idempotency_key_reused',
      'dependency_unavailable',
      'overloaded',
    ),
  },
})

/** One's own orders; staff see all. Newest first. */
export const listOrders = createRoute({
  operationId: 'ListOrders',
  method: 'get',
  path: '/api/orders',
  ...common,
  request: {
    query: CursorQuery.extend({
      status: OrderStatus.optional(),
      /** Staff: orders of this user. */
      userId: z.string().max(80).optional(),
      from: MomentQuery.optional(),
      to: MomentQuery.optional(),
      /** An order number or id. */
      q: z.string().trim().max(80).optional(),
    }),
  },
  responses: {
    200: jsonAnswer(pageOf(OrderOverview), 'Orders'),
    ...problemAnswers('invalid_request', 'unauthenticated'),
  },
})

export const readOrder = createRoute({
  operationId: 'GetOrder',
  method: 'get',
  path: '/api/orders/{orderId}',
  ...common,
  request: { params: orderParam },
  responses: { 200: anOrder, ...problemAnswers(...usual) },
})

export const trackOrder = createRoute({
  operationId: 'TrackOrder',
  method: 'get',
  path: '/api/orders/{orderId}/tracking',
  ...common,
  request: { params: orderParam },
  responses: { 200: jsonAnswer(OrderTracking, 'Where the order is'), ...problemAnswers(...usual) },
})

/** What `data` of an event of the stream holds. */
type OrderEvent = HistoryEntry & { orderId: string }

const orderEvents: readonly OrderEvent[] = [
  {
    orderId: 'ord_0t2k9c5m1q7x',
    id: 1,
    at: '2026-11-21T10:00:00.000Z',
    type: 'placed',
    status: 'pending',
    by: 'customer',
  },
  {
    orderId: 'ord_0t2k9c5m1q7x',
    id: 2,
    at: '2026-11-21T10:00:01.000Z',
    type: 'confirmed',
    status: 'confirmed',
    by: 'system',
  },
]

/** The history as a live stream: each entry is an event; `Last-Event-ID` resumes after it. */
export const streamOrder = createRoute({
  operationId: 'StreamOrder',
  method: 'get',
  path: '/api/orders/{orderId}/events',
  ...common,
  request: {
    params: orderParam,
    headers: z.object({ 'last-event-id': z.string().max(20).optional() }),
  },
  responses: {
    200: eventStreamAnswer({
      description:
        'Every entry of the history, from the first or after `Last-Event-ID`, then each new one',
      type: 'order',
      data: {
        allOf: [
          { $ref: '#/components/schemas/HistoryEntry' },
          { type: 'object', required: ['orderId'], properties: { orderId: { type: 'string' } } },
        ],
      },
      example: new Map(orderEvents.map((event) => [String(event.id), event])),
    }),
    ...problemAnswers(...usual),
  },
})

/** Tries to pay again, with the same or another method. */
export const payOrder = createRoute({
  operationId: 'PayOrder',
  method: 'post',
  path: '/api/orders/{orderId}/payments',
  ...common,
  request: {
    params: orderParam,
    headers: IdempotencyHeader.extend(PreferHeader.shape),
    body: jsonBody(z.object({ paymentMethod: PaymentMethod })),
  },
  responses: {
    200: anOrder,
    ...problemAnswers(
      ...usual,
      'transition_refused',
      'request_running',
      'idempotency_key_reused',
      'dependency_unavailable',
    ),
  },
})

const cancelAnswers = { 200: anOrder, ...problemAnswers(...usual, 'transition_refused') }

/** Asks to cancel: undone by the saga; `cancellation` says how far it is. */
export const cancelOrder = createRoute({
  operationId: 'CancelOrder',
  method: 'post',
  path: '/api/orders/{orderId}/cancel',
  ...common,
  request: {
    params: orderParam,
    headers: PreferHeader,
    body: jsonBody(z.object({ reason: z.string().trim().max(500).default('changed_mind') })),
  },
  responses: cancelAnswers,
})

/** A placed order is cancelled, never erased. */
export const deleteOrder = createRoute({
  operationId: 'DeleteOrder',
  method: 'delete',
  path: '/api/orders/{orderId}',
  ...common,
  request: { params: orderParam, headers: PreferHeader },
  responses: cancelAnswers,
})

/** Staff: ends a delivered order before its return window does. */
export const completeOrder = createRoute({
  operationId: 'CompleteOrder',
  method: 'post',
  path: '/api/orders/{orderId}/complete',
  ...common,
  ...forRoles('staff', 'admin'),
  request: { params: orderParam },
  responses: { 200: anOrder, ...problemAnswers(...usual, 'forbidden', 'transition_refused') },
})
