import { z } from '@hono/zod-openapi'
import {
  callers,
  Id,
  jsonAnswer,
  jsonBody,
  Money,
  ofOrdersQuery,
  pageOf,
  pdfAnswer,
} from '../common.ts'
import { CountryCode } from '../country.ts'
import { forAnyone, forBuyers, forStaff, internal } from '../operation.ts'
import {
  Carrier,
  ParcelTracking,
  Shipment,
  ShipmentAmendment,
  ShipmentOutcome,
  ShipmentStatus,
  ShippingOption,
  TrackingEvent,
} from './schemas.ts'

/** Options and prices by zone and weight; an empty list when nothing ships there. Public. */
export const quoteShipping = forAnyone('QuoteShipping', 'POST /api/shipping-rates/quote', {
  ...callers('carts', 'orders'),
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

const usual = ['invalid_request', 'not_found'] as const
const oneShipment = { params: z.object({ shipmentId: z.string().max(80) }) }

/** Staff see all, others their own; newest first. */
export const listShipments = forBuyers('ListShipments', 'GET /api/shipments', {
  request: { query: ofOrdersQuery(ShipmentStatus) },
  responses: { 200: jsonAnswer(pageOf(Shipment), 'Shipments') },
  problems: ['invalid_request'],
})

export const getShipment = forBuyers('GetShipment', 'GET /api/shipments/{shipmentId}', {
  request: oneShipment,
  responses: { 200: jsonAnswer(Shipment, 'The shipment') },
  problems: ['not_found'],
})

const oneLabel = {
  ...oneShipment,
  query: z.object({ parcel: z.coerce.number().int().min(1).max(999).default(1) }),
}

/** Staff: the label of a parcel, 10 × 15 cm. */
export const getShipmentLabel = forStaff(
  'GetShipmentLabel',
  'GET /api/shipments/{shipmentId}/label',
  {
    request: oneLabel,
    responses: { 200: pdfAnswer },
    problems: [...usual, 'document_not_ready'],
  },
)

/** The label of a parcel on its way back to the shop, for whoever sends it. Any other shipment has none here. */
export const getReturnLabel = forBuyers(
  'GetReturnLabel',
  'GET /api/shipments/{shipmentId}/return-label',
  {
    request: oneLabel,
    responses: { 200: pdfAnswer },
    problems: [...usual, 'document_not_ready'],
  },
)

/** Staff: records what a carrier said; the same code at the same time counts once. */
export const addTrackingEvent = forStaff(
  'AddTrackingEvent',
  'POST /api/shipments/{shipmentId}/tracking-events',
  {
    request: { ...oneShipment, body: jsonBody(TrackingEvent) },
    responses: { 200: jsonAnswer(Shipment, 'The shipment now') },
    problems: [...usual, 'conflict', 'transition_refused'],
  },
)

/** Public. */
export const trackParcel = forAnyone('TrackParcel', 'GET /api/tracking/{trackingNumber}', {
  request: { params: z.object({ trackingNumber: z.string().max(40) }) },
  responses: { 200: jsonAnswer(ParcelTracking, 'Where the parcel is') },
  problems: ['not_found'],
})

const shipmentOfOrders = { params: z.object({ shipmentId: Id }) }
const outcome = { 200: jsonAnswer(ShipmentOutcome, 'The shipment now') }

export const readShipmentOutcome = internal(['orders'], 'GET /internal/shipments/{shipmentId}', {
  request: shipmentOfOrders,
  responses: outcome,
})

/** Cancels before hand-over (`cancelled`); after it, answers the state it is in. Unknown ones leave a tombstone. */
export const cancelShipment = internal(['orders'], 'PUT /internal/shipments/{shipmentId}/cancel', {
  request: {
    ...shipmentOfOrders,
    body: jsonBody({ orderId: Id, reason: z.string() }),
  },
  responses: outcome,
})

/**
 * Packs a shipment anew for an edited order, as long as nothing of it has left: other goods, another address or option; its labels
 * are void and made again. Amendments are numbered upwards: `amendment` of the answer says which one it has.
 */
export const amendShipment = internal(
  ['orders'],
  'PUT /internal/shipments/{shipmentId}/amendments/{number}',
  {
    request: {
      params: z.object({ shipmentId: Id, number: z.coerce.number().int().min(1) }),
      body: jsonBody(ShipmentAmendment),
    },
    responses: outcome,
    problems: ['invalid_request'],
  },
)

/** Who carries parcels, with what they offer and where. Public. */
export const listCarriers = forAnyone('ListCarriers', 'GET /api/carriers', {
  responses: { 200: jsonAnswer({ carriers: z.array(Carrier) }, 'Carriers') },
})
