import { z } from '@hono/zod-openapi'
import { CursorQuery, IdempotencyHeader, jsonAnswer, jsonBody, pageOf } from '../common.ts'
import { eventStreamAnswer } from '../event-stream.ts'
import { forBuyers, forStaff, forUsers, forVisitors } from '../operation.ts'
import { PlacedOrder } from './guest-schemas.ts'
import { PaymentMethod } from './schemas.ts'
import { OrderSums, orderFilters, totalsFlag } from './staff-schemas.ts'
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

/** For a user, or for a guest: with the cart's token, an email and the terms accepted. A guest's answer has what opens the order. */
export const placeOrder = forVisitors('CreateOrder', 'POST /api/orders', {
  request: {
    headers: IdempotencyHeader.extend(PreferHeader.shape).extend({
      'cart-token': z.string().max(100).optional(),
    }),
    body: jsonBody(PlaceOrder),
  },
  responses: { 201: jsonAnswer(PlacedOrder, 'The order') },
  problems: [
    'invalid_request',
    'unauthenticated',
    'account_suspended',
    'cart_not_orderable',
    'conflict',
    'out_of_stock',
    'code_refused',
    'totals_changed',
    'no_shipping_option',
    'request_running',
    'idempotency_key_reused',
    'rate_limited',
    'dependency_unavailable',
    'overloaded',
  ],
})

/** One's own orders, newest first. Staff see all, by more filters, sorted, and with the sums of all that is found. */
export const listOrders = forUsers('ListOrders', 'GET /api/orders', {
  request: {
    query: CursorQuery.extend({ ...orderFilters, totals: totalsFlag }),
  },
  responses: {
    200: jsonAnswer(pageOf(OrderOverview).extend({ totals: OrderSums.optional() }), 'Orders'),
  },
  problems: ['invalid_request', 'dependency_unavailable'],
})

export const readOrder = forBuyers('GetOrder', 'GET /api/orders/{orderId}', {
  request: { params: orderParam },
  responses: { 200: anOrder },
  problems: usual,
})

export const trackOrder = forBuyers('TrackOrder', 'GET /api/orders/{orderId}/tracking', {
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
export const streamOrder = forBuyers('StreamOrder', 'GET /api/orders/{orderId}/events', {
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
export const payOrder = forBuyers('PayOrder', 'POST /api/orders/{orderId}/payments', {
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
export const cancelOrder = forBuyers('CancelOrder', 'POST /api/orders/{orderId}/cancel', {
  request: {
    params: orderParam,
    headers: PreferHeader,
    body: jsonBody({ reason: z.string().trim().max(500).default('changed_mind') }),
  },
  responses: { 200: anOrder },
  problems: [...usual, 'transition_refused'],
})

/** A placed order is cancelled, never erased. */
export const deleteOrder = forBuyers('DeleteOrder', 'DELETE /api/orders/{orderId}', {
  request: { params: orderParam, headers: PreferHeader },
  responses: { 200: anOrder },
  problems: [...usual, 'transition_refused'],
})

/** Staff: ends a delivered order before its return window does. */
export const completeOrder = forStaff('CompleteOrder', 'POST /api/orders/{orderId}/complete', {
  request: { params: orderParam },
  responses: { 200: anOrder },
  problems: [...usual, 'transition_refused'],
})
