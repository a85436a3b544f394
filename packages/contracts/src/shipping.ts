import { createRoute, z } from '@hono/zod-openapi'
import { callers, Instant, jsonAnswer, jsonBody, LocalizedText, Money } from './common.ts'
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
  method: 'post',
  path: '/api/shipping-rates/quote',
  request: {
    body: jsonBody(
      z.object({
        countryCode: z.string().regex(/^[A-Z]{2}$/),
        postalCode: z.string().max(16),
        weightGrams: z.int().min(0),
        itemsTotal: Money,
      }),
    ),
  },
  responses: { 200: jsonAnswer(z.object({ options: z.array(ShippingOption) }), 'Options') },
})

export const ShipmentStatus = z
  .enum(['unknown', 'pending', 'label_created', 'in_transit', 'out_for_delivery', 'delivered', 'exception', 'returned_to_sender', 'cancelled'])
  .openapi('ShipmentStatus')
export type ShipmentStatus = z.infer<typeof ShipmentStatus>

export const ShipmentOutcome = z
  .object({ shipmentId: z.string(), status: ShipmentStatus, trackingNumber: z.string().optional() })
  .openapi('ShipmentOutcome')
export type ShipmentOutcome = z.infer<typeof ShipmentOutcome>

const shipmentParam = { params: z.object({ shipmentId: z.string().max(80) }) }
const outcome = { 200: jsonAnswer(ShipmentOutcome, 'The shipment now') }

export const readShipmentOutcome = createRoute({
  method: 'get',
  path: '/internal/shipments/{shipmentId}',
  ...callers('orders'),
  request: shipmentParam,
  responses: outcome,
})

/** Cancels before hand-over (`cancelled`); after it, answers the state it is in. Unknown ones leave a tombstone. */
export const cancelShipment = createRoute({
  method: 'put',
  path: '/internal/shipments/{shipmentId}/cancel',
  ...callers('orders'),
  request: { ...shipmentParam, body: jsonBody(z.object({ orderId: z.string(), reason: z.string() })) },
  responses: outcome,
})

const ShipmentFact = z.object({ orderId: z.string(), shipmentId: z.string(), trackingNumber: z.string() })
export const ShipmentCreated = defineEvent('shipping', 'ShipmentCreated', ShipmentFact)
export const TrackingUpdated = defineEvent(
  'shipping',
  'TrackingUpdated',
  ShipmentFact.extend({ status: ShipmentStatus, code: z.string(), location: z.string().optional(), at: Instant }),
)
export const ShipmentHandedOver = defineEvent('shipping', 'ShipmentHandedOver', ShipmentFact.extend({ at: Instant }))
export const ShipmentDelivered = defineEvent('shipping', 'ShipmentDelivered', ShipmentFact.extend({ at: Instant }))
export const ShipmentCancelled = defineEvent('shipping', 'ShipmentCancelled', ShipmentFact)
