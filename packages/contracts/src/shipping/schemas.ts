import { z } from '@hono/zod-openapi'
import { Address, Instant, LocalizedText, Money, Quantity, Sku } from '../common.ts'
import { oneOf, schema } from '../schema.ts'

/** A way to ship with its gross price to a destination. */
export const ShippingOption = schema('ShippingOption', {
  optionId: z.string(),
  carrierCode: z.string(),
  name: LocalizedText,
  kind: z.enum(['home', 'express', 'pickup']),
  price: Money,
  taxClass: z.string(),
  deliveryDays: z.object({ min: z.int(), max: z.int() }),
})
export type ShippingOption = z.infer<typeof ShippingOption>

export const ShipmentStatus = oneOf('ShipmentStatus', [
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
export type ShipmentStatus = z.infer<typeof ShipmentStatus>

/** A parcel of a shipment and where it is. */
export const ParcelStatus = schema('ParcelStatus', {
  trackingNumber: z.string(),
  status: ShipmentStatus,
})
export type ParcelStatus = z.infer<typeof ParcelStatus>

export const ShipmentOutcome = schema('ShipmentOutcome', {
  shipmentId: z.string(),
  status: ShipmentStatus,
  /** That of the first parcel. */
  trackingNumber: z.string().optional(),
  parcels: z.array(ParcelStatus).optional(),
})
export type ShipmentOutcome = z.infer<typeof ShipmentOutcome>

/** What a carrier may say of a parcel. */
export const TrackingCode = oneOf('TrackingCode', [
  'label_created',
  'handed_over',
  'in_transit',
  'out_for_delivery',
  'delivered',
  'delivery_failed',
  'exception',
  'returned_to_sender',
])
export type TrackingCode = z.infer<typeof TrackingCode>

/** What a carrier said, at its own time; without `trackingNumber` it is about every parcel. */
export const TrackingEvent = schema('TrackingEvent', {
  code: TrackingCode,
  at: Instant,
  location: z.string().max(100).optional(),
  trackingNumber: z.string().max(40).optional(),
})
export type TrackingEvent = z.infer<typeof TrackingEvent>

const ShippedLine = z.object({
  sku: Sku,
  title: LocalizedText,
  quantity: Quantity,
  weightGrams: z.int(),
})
const Parcel = schema('Parcel', {
  trackingNumber: z.string(),
  weightGrams: z.int(),
  lines: z.array(z.object({ sku: Sku, quantity: z.int().min(1) })),
  label: z.object({ sha256: z.string(), size: z.int() }).optional(),
  status: ShipmentStatus.optional(),
})

export const Shipment = schema('Shipment', {
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
export type Shipment = z.infer<typeof Shipment>

/** What anybody who has the tracking number may know: no names, no addresses. */
export const ParcelTracking = schema('ParcelTracking', {
  trackingNumber: z.string(),
  carrier: z.string(),
  status: ShipmentStatus,
  events: z.array(TrackingEvent.pick({ code: true, at: true, location: true })),
  deliveredAt: Instant.optional(),
})
export type ParcelTracking = z.infer<typeof ParcelTracking>

export const Carrier = schema('Carrier', {
  code: z.string(),
  name: z.string(),
  active: z.boolean(),
  options: z.array(
    z.object({
      optionId: z.string(),
      name: LocalizedText,
      kind: z.enum(['home', 'express', 'pickup']),
      zones: z.array(z.string()),
      maxParcelGrams: z.int(),
    }),
  ),
})
export type Carrier = z.infer<typeof Carrier>
