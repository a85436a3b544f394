import { z } from '@hono/zod-openapi'
import {
  CursorQuery,
  forRoles,
  IdempotencyHeader,
  jsonAnswer,
  jsonBody,
  MomentQuery,
  pageOf,
  signedIn,
} from '../common.ts'
import { eventStreamAnswer } from '../event-stream.ts'
import { operation } from '../operation.ts'
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
const usual = ['invalid_request', 'not_found'] as const

export const placeOrder = operation('post', '/api/orders', {
  operationId: 'CreateOrder',
  security: signedIn,
  request: {
    headers: IdempotencyHeader.extend(PreferHeader.shape).extend({
      'cart-token': z.string().max(100).optional(),
    }),
    body: jsonBody(PlaceOrder),
  },
  responses: { 201: anOrder },
  problems: [
    'invalid_request',
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
  ],
})

/** One's own orders; staff see all. Newest first. */
export const listOrders = operation('get', '/api/orders', {
  operationId: 'ListOrders',
  security: signedIn,
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
  responses: { 200: jsonAnswer(pageOf(OrderOverview), 'Orders') },
  problems: ['invalid_request'],
})

export const readOrder = operation('get', '/api/orders/{orderId}', {
  operationId: 'GetOrder',
  security: signedIn,
  request: { params: orderParam },
  responses: { 200: anOrder },
  problems: usual,
})

export const trackOrder = operation('get', '/api/orders/{orderId}/tracking', {
  operationId: 'TrackOrder',
  security: signedIn,
  request: { params: orderParam },
  responses: { 200: jsonAnswer(OrderTracking, 'Where the order is') },
  problems: usual,
})

/** What `data` of an event of the stream holds. */
type OrderEvent = HistoryEntry & { orderId: string }

const orderId = 'ord_0t2k9c5m1q7x'
const at = (second: number) => `2026-11-21T10:00:0${second}.000Z`
const orderEvents: readonly OrderEvent[] = [
  { orderId, id: 1, at: at(0), type: 'placed', status: 'pending', by: 'customer' },
  { orderId, id: 2, at: at(1), type: 'confirmed', status: 'confirmed', by: 'system' },
]

/** The history as a live stream: each entry is an event; `Last-Event-ID` resumes after it. */
export const streamOrder = operation('get', '/api/orders/{orderId}/events', {
  operationId: 'StreamOrder',
  security: signedIn,
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
  },
  problems: usual,
})

/** Tries to pay again, with the same or another method. */
export const payOrder = operation('post', '/api/orders/{orderId}/payments', {
  operationId: 'PayOrder',
  security: signedIn,
  request: {
    params: orderParam,
    headers: IdempotencyHeader.extend(PreferHeader.shape),
    body: jsonBody({ paymentMethod: PaymentMethod }),
  },
  responses: { 200: anOrder },
  problems: [
    ...usual,
    'transition_refused',
    'request_running',
    'idempotency_key_reused',
    'dependency_unavailable',
  ],
})

/** Asks to cancel: undone by the saga; `cancellation` says how far it is. */
export const cancelOrder = operation('post', '/api/orders/{orderId}/cancel', {
  operationId: 'CancelOrder',
  security: signedIn,
  request: {
    params: orderParam,
    headers: PreferHeader,
    body: jsonBody({ reason: z.string().trim().max(500).default('changed_mind') }),
  },
  responses: { 200: anOrder },
  problems: [...usual, 'transition_refused'],
})

/** A placed order is cancelled, never erased. */
export const deleteOrder = operation('delete', '/api/orders/{orderId}', {
  operationId: 'DeleteOrder',
  security: signedIn,
  request: { params: orderParam, headers: PreferHeader },
  responses: { 200: anOrder },
  problems: [...usual, 'transition_refused'],
})

/** Staff: ends a delivered order before its return window does. */
export const completeOrder = operation('post', '/api/orders/{orderId}/complete', {
  operationId: 'CompleteOrder',
  ...forRoles('staff', 'admin'),
  request: { params: orderParam },
  responses: { 200: anOrder },
  problems: [...usual, 'transition_refused'],
})
