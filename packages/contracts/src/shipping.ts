import { createRoute, z } from '@hono/zod-openapi'
import {
  Address,
  CursorQuery,
  callers,
  forRoles,
  Id,
  Instant,
  jsonAnswer,
  jsonBody,
  LocalizedText,
  Money,
  pageOf,
  problemAnswers,
  Quantity,
  Sku,
  signedIn,
} from './common.ts'
import { CountryCode } from './country.ts'
import { defineEvent } from './event.ts'

/** A way to ship with its gross price to a destination. */
export const ShippingOption = z
  .object({
    optionId: z.string(),
    carrierCode: z.string(),
    name: LocalizedText,
    kind: z.enum(['home', 'express', 'pickup']),
    price: Money,
    taxClass: z.string(),
    deliveryDays: z.object({ min: z.int(), max: z.int() }),
  })
  .openapi('ShippingOption')
export type ShippingOption = z.infer<typeof ShippingOption>

/** Options and prices by zone and weight; an empty list when nothing ships there. Public. */
export const quoteShipping = createRoute({
  operationId: 'QuoteShipping',
  method: 'post',
  path: '/api/shipping-rates/quote',
  request: {
    body: jsonBody(
      z.object({
        countryCode: CountryCode,
        postalCode: z.string().max(16),
        weightGrams: z.int().min(0),
        itemsTotal: Money,
      }),
    ),
  },
  responses: { 200: jsonAnswer(z.object({ options: z.array(ShippingOption) }), 'Options') },
})

export const ShipmentStatus = z
  .enum([
    'unknown',
    'pending',
    'label_created',
    'in_transit',
    'out_for_delivery',
    'delivered',
    'exception',
    'returned_to_sender',
    'cancelled',
  ])
  .openapi('ShipmentStatus')
export type ShipmentStatus = z.infer<typeof ShipmentStatus>

/** A parcel of a shipment and where it is. */
export const ParcelStatus = z
  .object({ trackingNumber: z.string(), status: ShipmentStatus })
  .openapi('ParcelStatus')
export type ParcelStatus = z.infer<typeof ParcelStatus>

export const ShipmentOutcome = z
  .object({
    shipmentId: z.string(),
    status: ShipmentStatus,
    /** That of the first parcel. */
    trackingNumber: z.string().optional(),
    parcels: z.array(ParcelStatus).optional(),
  })
  .openapi('ShipmentOutcome')
export type ShipmentOutcome = z.infer<typeof ShipmentOutcome>

/** What a carrier may say of a parcel. */
export const TrackingCode = z
  .enum([
    'label_created',
    'handed_over',
    'in_transit',
    'out_for_delivery',
    'delivered',
    'delivery_failed',
    'exception',
    'returned_to_sender',
  ])
  .openapi('TrackingCode')
export type TrackingCode = z.infer<typeof TrackingCode>

/** What a carrier said, at its own time; without `trackingNumber` it is about every parcel. */
export const TrackingEvent = z
  .object({
    code: TrackingCode,
    at: Instant,
    location: z.string().max(100).optional(),
    trackingNumber: z.string().max(40).optional(),
  })
  .openapi('TrackingEvent')
export type TrackingEvent = z.infer<typeof TrackingEvent>

const ShippedLine = z.object({
  sku: Sku,
  title: LocalizedText,
  quantity: Quantity,
  weightGrams: z.int(),
})
const Parcel = z
  .object({
    trackingNumber: z.string(),
    weightGrams: z.int(),
    lines: z.array(z.object({ sku: Sku, quantity: z.int().min(1) })),
    label: z.object({ sha256: z.string(), size: z.int() }).optional(),
    status: ShipmentStatus.optional(),
  })
  .openapi('Parcel')

export const Shipment = z
  .object({
    shipmentId: z.string(),
    status: ShipmentStatus,
    orderId: z.string(),
    orderNumber: z.string(),
    userId: z.string(),
    carrierCode: z.string(),
    optionId: z.string(),
    serviceName: LocalizedText,
    trackingNumber: z.string(),
    from: Address,
    to: Address,
    lines: z.array(ShippedLine),
    parcels: z.array(Parcel),
    events: z.array(TrackingEvent),
    createdAt: Instant,
    handedOverAt: Instant.optional(),
    deliveredAt: Instant.optional(),
    cancelledAt: Instant.optional(),
  })
  .openapi('Shipment')
export type Shipment = z.infer<typeof Shipment>

const denied = ['invalid_request', 'unauthenticated', 'forbidden', 'not_found'] as const
const oneShipment = { params: z.object({ shipmentId: z.string().max(80) }) }

/** Staff see all, others their own; newest first. */
export const listShipments = createRoute({
  operationId: 'ListShipments',
  method: 'get',
  path: '/api/shipments',
  security: signedIn,
  request: {
    query: CursorQuery.extend({
      status: ShipmentStatus.optional(),
      orderId: z.string().max(80).optional(),
      userId: z.string().max(80).optional(),
    }),
  },
  responses: {
    200: jsonAnswer(pageOf(Shipment), 'Shipments'),
    ...problemAnswers('invalid_request', 'unauthenticated'),
  },
})

export const getShipment = createRoute({
  operationId: 'GetShipment',
  method: 'get',
  path: '/api/shipments/{shipmentId}',
  security: signedIn,
  request: oneShipment,
  responses: {
    200: jsonAnswer(Shipment, 'The shipment'),
    ...problemAnswers('unauthenticated', 'not_found'),
  },
})

/** Staff: the label of a parcel, 10 × 15 cm. */
export const getShipmentLabel = createRoute({
  operationId: 'GetShipmentLabel',
  method: 'get',
  path: '/api/shipments/{shipmentId}/label',
  ...forRoles('staff', 'admin'),
  request: {
    ...oneShipment,
    query: z.object({ parcel: z.coerce.number().int().min(1).max(999).default(1) }),
  },
  responses: {
    200: {
      description: 'The PDF, always the same bytes; `ETag` is their SHA-256',
      content: { 'application/pdf': { schema: z.string().openapi({ format: 'binary' }) } },
    },
    ...problemAnswers(...denied, 'document_not_ready'),
  },
})

/** Staff: records what a carrier said; the same code at the same time counts once. */
export const addTrackingEvent = createRoute({
  operationId: 'AddTrackingEvent',
  method: 'post',
  path: '/api/shipments/{shipmentId}/tracking-events',
  ...forRoles('staff', 'admin'),
  request: { ...oneShipment, body: jsonBody(TrackingEvent) },
  responses: {
    200: jsonAnswer(Shipment, 'The shipment now'),
    ...problemAnswers(...denied, 'conflict', 'transition_refused'),
  },
})

/** What anybody who has the tracking number may know: no names, no addresses. */
export const ParcelTracking = z
  .object({
    trackingNumber: z.string(),
    carrier: z.string(),
    status: ShipmentStatus,
    events: z.array(TrackingEvent.pick({ code: true, at: true, location: true })),
    deliveredAt: Instant.optional(),
  })
  .openapi('ParcelTracking')
export type ParcelTracking = z.infer<typeof ParcelTracking>

/** Public. */
export const trackParcel = createRoute({
  operationId: 'TrackParcel',
  method: 'get',
  path: '/api/tracking/{trackingNumber}',
  request: { params: z.object({ trackingNumber: z.string().max(40) }) },
  responses: {
    200: jsonAnswer(ParcelTracking, 'Where the parcel is'),
    ...problemAnswers('not_found'),
  },
})

const shipmentOfOrders = { params: z.object({ shipmentId: Id }) }
const outcome = { 200: jsonAnswer(ShipmentOutcome, 'The shipment now') }

export const readShipmentOutcome = createRoute({
  method: 'get',
  path: '/internal/shipments/{shipmentId}',
  ...callers('orders'),
  request: shipmentOfOrders,
  responses: outcome,
})

/** Cancels before hand-over (`cancelled`); after it, answers the state it is in. Unknown ones leave a tombstone. */
export const cancelShipment = createRoute({
  method: 'put',
  path: '/internal/shipments/{shipmentId}/cancel',
  ...callers('orders'),
  request: {
    ...shipmentOfOrders,
    body: jsonBody(z.object({ orderId: Id, reason: z.string() })),
  },
  responses: outcome,
})

const ShipmentFact = z.object({
  orderId: z.string(),
  shipmentId: z.string(),
  /** That of the first parcel. */
  trackingNumber: z.string(),
  /** Every parcel, after this; events from before there were several have none. */
  parcels: z.array(ParcelStatus).optional(),
})
export const ShipmentCreated = defineEvent('shipping', 'ShipmentCreated', ShipmentFact)
export const TrackingUpdated = defineEvent(
  'shipping',
  'TrackingUpdated',
  ShipmentFact.extend({
    status: ShipmentStatus,
    code: z.string(),
    /** The parcel that the scan is about; without it, every one. */
    about: z.string().optional(),
    location: z.string().optional(),
    at: Instant,
  }),
)
export const ShipmentHandedOver = defineEvent(
  'shipping',
  'ShipmentHandedOver',
  ShipmentFact.extend({ at: Instant }),
)
export const ShipmentDelivered = defineEvent(
  'shipping',
  'ShipmentDelivered',
  ShipmentFact.extend({ at: Instant }),
)
export const ShipmentCancelled = defineEvent('shipping', 'ShipmentCancelled', ShipmentFact)
