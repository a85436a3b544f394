import { z } from '@hono/zod-openapi'
import {
  CursorQuery,
  callers,
  forRoles,
  Id,
  jsonAnswer,
  jsonBody,
  Money,
  pageOf,
  pdfAnswer,
  signedIn,
} from '../common.ts'
import { CountryCode } from '../country.ts'
import { operation } from '../operation.ts'
import {
  Carrier,
  ParcelTracking,
  Shipment,
  ShipmentOutcome,
  ShipmentStatus,
  ShippingOption,
  TrackingEvent,
} from './schemas.ts'

/** Options and prices by zone and weight; an empty list when nothing ships there. Public. */
export const quoteShipping = operation('post', '/api/shipping-rates/quote', {
  operationId: 'QuoteShipping',
  request: {
    body: jsonBody({
      countryCode: CountryCode,
      postalCode: z.string().max(16),
      weightGrams: z.int().min(0),
      itemsTotal: Money,
    }),
  },
  responses: { 200: jsonAnswer({ options: z.array(ShippingOption) }, 'Options') },
})

const denied = ['invalid_request', 'not_found'] as const
const oneShipment = { params: z.object({ shipmentId: z.string().max(80) }) }

/** Staff see all, others their own; newest first. */
export const listShipments = operation('get', '/api/shipments', {
  operationId: 'ListShipments',
  security: signedIn,
  request: {
    query: CursorQuery.extend({
      status: ShipmentStatus.optional(),
      orderId: z.string().max(80).optional(),
      userId: z.string().max(80).optional(),
    }),
  },
  responses: { 200: jsonAnswer(pageOf(Shipment), 'Shipments') },
  problems: ['invalid_request'],
})

export const getShipment = operation('get', '/api/shipments/{shipmentId}', {
  operationId: 'GetShipment',
  security: signedIn,
  request: oneShipment,
  responses: { 200: jsonAnswer(Shipment, 'The shipment') },
  problems: ['not_found'],
})

/** Staff: the label of a parcel, 10 × 15 cm. */
export const getShipmentLabel = operation('get', '/api/shipments/{shipmentId}/label', {
  operationId: 'GetShipmentLabel',
  ...forRoles('staff', 'admin'),
  request: {
    ...oneShipment,
    query: z.object({ parcel: z.coerce.number().int().min(1).max(999).default(1) }),
  },
  responses: { 200: pdfAnswer },
  problems: [...denied, 'document_not_ready'],
})

/** Staff: records what a carrier said; the same code at the same time counts once. */
export const addTrackingEvent = operation('post', '/api/shipments/{shipmentId}/tracking-events', {
  operationId: 'AddTrackingEvent',
  ...forRoles('staff', 'admin'),
  request: { ...oneShipment, body: jsonBody(TrackingEvent) },
  responses: { 200: jsonAnswer(Shipment, 'The shipment now') },
  problems: [...denied, 'conflict', 'transition_refused'],
})

/** Public. */
export const trackParcel = operation('get', '/api/tracking/{trackingNumber}', {
  operationId: 'TrackParcel',
  request: { params: z.object({ trackingNumber: z.string().max(40) }) },
  responses: { 200: jsonAnswer(ParcelTracking, 'Where the parcel is') },
  problems: ['not_found'],
})

const shipmentOfOrders = { params: z.object({ shipmentId: Id }) }
const outcome = { 200: jsonAnswer(ShipmentOutcome, 'The shipment now') }

export const readShipmentOutcome = operation('get', '/internal/shipments/{shipmentId}', {
  ...callers('orders'),
  request: shipmentOfOrders,
  responses: outcome,
})

/** Cancels before hand-over (`cancelled`); after it, answers the state it is in. Unknown ones leave a tombstone. */
export const cancelShipment = operation('put', '/internal/shipments/{shipmentId}/cancel', {
  ...callers('orders'),
  request: {
    ...shipmentOfOrders,
    body: jsonBody({ orderId: Id, reason: z.string() }),
  },
  responses: outcome,
})

/** Who carries parcels, with what they offer and where. Public. */
export const listCarriers = operation('get', '/api/carriers', {
  operationId: 'ListCarriers',
  responses: { 200: jsonAnswer({ carriers: z.array(Carrier) }, 'Carriers') },
})
