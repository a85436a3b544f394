import { z } from '@hono/zod-openapi'
import { Address, Id, Instant, LocalizedText, Money, Quantity, Sku } from '../common.ts'
import { oneOf, schema } from '../schema.ts'
import { PickupPlace } from './pickup-schemas.ts'

/**
 * When something that is ordered now leaves and arrives, in working days of France: between `from` and `to`, both included, if
 * it is ordered before `orderBefore`, the cut-off of the day on which it leaves.
 */
export const DeliveryWindow = schema('DeliveryWindow', {
  dispatchOn: z.iso.date(),
  orderBefore: Instant,
  from: z.iso.date(),
  to: z.iso.date(),
})
export type DeliveryWindow = z.infer<typeof DeliveryWindow>

/** Where an option brings a parcel. */
export const OptionKind = oneOf('OptionKind', ['home', 'express', 'pickup'])
export type OptionKind = z.infer<typeof OptionKind>

/** A way to ship with its gross price to a destination. */
export const ShippingOption = schema('ShippingOption', {
  optionId: z.string(),
  carrierCode: z.string(),
  name: LocalizedText,
  kind: OptionKind,
  price: Money,
  taxClass: z.string(),
  deliveryDays: z.object({ min: z.int(), max: z.int() }),
  delivery: DeliveryWindow.optional(),
  /** Of an option to a pickup point: the points cannot be asked for now, so it cannot be ordered. */
  unavailable: z.boolean().optional(),
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
  'lost',
  'damaged',
])
export type ShipmentStatus = z.infer<typeof ShipmentStatus>

/** The words for a status that readers of events have always known; a lost or damaged parcel is an `exception` to them. */
export const EventStatus = ShipmentStatus.exclude(['lost', 'damaged'])
export type EventStatus = z.infer<typeof EventStatus>

/** Why a shipment was made: `order` is the first one; a `return` travels from the customer to the shop. */
export const ShipmentPurpose = oneOf('ShipmentPurpose', ['order', 'resend', 'exchange', 'return'])
export type ShipmentPurpose = z.infer<typeof ShipmentPurpose>

export const ParcelLine = schema('ParcelLine', { sku: Sku, quantity: z.int().min(1) })
export type ParcelLine = z.infer<typeof ParcelLine>

/**
 * What staff decided about a parcel that did not arrive: another one, the money back, or neither. `pending` until the other
 * services have done it; `refused` when they could not, and staff decide again.
 */
export const ParcelResolution = schema('ParcelResolution', {
  kind: z.enum(['resend', 'refund', 'write_off']),
  status: z.enum(['pending', 'done', 'refused']),
  at: Instant,
  /** How often it was decided, when more than once. */
  attempt: z.int().min(2).optional(),
  /** The shipment that replaces it. */
  shipmentId: z.string().optional(),
  refundId: z.string().optional(),
  /** Why it was refused. */
  detail: z.string().optional(),
})
export type ParcelResolution = z.infer<typeof ParcelResolution>

/** A parcel of a shipment and where it is. Parcels keep their place in the list: it is their number. */
export const ParcelStatus = schema('ParcelStatus', {
  trackingNumber: z.string(),
  status: EventStatus,
  /** Where it is, when `status` has no word for it. */
  state: ShipmentStatus.optional(),
  lines: z.array(ParcelLine).optional(),
  handedOverAt: Instant.optional(),
  deliveredAt: Instant.optional(),
  resolution: ParcelResolution.optional(),
})
export type ParcelStatus = z.infer<typeof ParcelStatus>

export const ShipmentOutcome = schema('ShipmentOutcome', {
  shipmentId: z.string(),
  status: ShipmentStatus,
  /** That of the first parcel. */
  trackingNumber: z.string().optional(),
  parcels: z.array(ParcelStatus).optional(),
  purpose: ShipmentPurpose.optional(),
  /** The number of the last amendment that it took. */
  amendment: z.int().optional(),
})
export type ShipmentOutcome = z.infer<typeof ShipmentOutcome>

/** What an edited order changes about its shipment. */
export const ShipmentAmendment = schema('ShipmentAmendment', {
  orderId: Id,
  to: Address,
  optionId: z.string(),
  serviceName: LocalizedText,
  lines: z
    .array(
      z.object({
        ...{ sku: Sku, title: LocalizedText, quantity: Quantity, weightGrams: z.int() },
        vendorId: Id.optional(),
      }),
    )
    .min(1)
    .max(200),
  pickupPoint: PickupPlace.optional(),
})
export type ShipmentAmendment = z.infer<typeof ShipmentAmendment>

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
  'lost',
  'damaged',
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
  /** Who sells it: a parcel has goods of one vendor, or of the shop. */
  vendorId: z.string().optional(),
})
const Parcel = schema('Parcel', {
  trackingNumber: z.string(),
  weightGrams: z.int(),
  lines: z.array(ParcelLine),
  /** `place`: which parcel of how many it says. */
  label: z.object({ sha256: z.string(), size: z.int(), place: z.string().optional() }).optional(),
  status: ShipmentStatus.optional(),
  /** Waits to be released: it gets no label. */
  heldAt: Instant.optional(),
  cancelledAt: Instant.optional(),
  handedOverAt: Instant.optional(),
  deliveredAt: Instant.optional(),
  /** Numbers of labels that were replaced: nothing travels under them. */
  voided: z.array(z.object({ trackingNumber: z.string(), at: Instant })).optional(),
  resolution: ParcelResolution.optional(),
})

export const Shipment = schema('Shipment', {
  shipmentId: z.string(),
  status: ShipmentStatus,
  orderId: z.string(),
  orderNumber: z.string(),
  userId: z.string(),
  carrierCode: z.string(),
  carrierName: z.string().optional(),
  optionId: z.string(),
  serviceName: LocalizedText,
  trackingNumber: z.string(),
  from: Address,
  to: Address,
  /** Where it waits for its recipient. */
  pickupPoint: PickupPlace.optional(),
  lines: z.array(ShippedLine),
  parcels: z.array(Parcel),
  events: z.array(TrackingEvent),
  createdAt: Instant,
  handedOverAt: Instant.optional(),
  deliveredAt: Instant.optional(),
  cancelledAt: Instant.optional(),
  purpose: ShipmentPurpose,
  /** The parcel that a `resend` replaces. */
  replaces: z.object({ shipmentId: z.string(), parcel: z.int() }).optional(),
  /** The stock that was taken for it, apart from the order's. */
  reservationId: z.string().optional(),
})
export type Shipment = z.infer<typeof Shipment>

/** Some lines of a shipment; of one SKU no more than it has. */
const SomeLines = z
  .array(z.object({ sku: Sku, quantity: Quantity }))
  .min(1)
  .max(200)

/**
 * How everything of a shipment that has not left is divided into parcels: by hand, all of it; by weight; or by stock, what
 * is here in one parcel (or as many as it needs) and what is not here held. No parcel mixes what two vendors sell.
 */
export const ParcelDivision = z
  .discriminatedUnion('by', [
    z.object({
      by: z.literal('hand'),
      parcels: z
        .array(z.object({ lines: SomeLines, hold: z.boolean().default(false) }))
        .min(1)
        .max(100),
    }),
    z.object({ by: z.literal('weight'), maxGrams: z.int().min(100).max(30_000) }),
    z.object({ by: z.literal('stock'), available: SomeLines }),
  ])
  .openapi('ParcelDivision')
export type ParcelDivision = z.infer<typeof ParcelDivision>

/** A further shipment of an order. Where it goes is where the first one went; a return goes the other way. */
export const FurtherShipment = schema('FurtherShipment', {
  orderId: Id,
  purpose: ShipmentPurpose.exclude(['order']),
  /** What is not in the first shipment needs a title and a weight. */
  lines: z
    .array(
      z.object({
        sku: Sku,
        quantity: Quantity,
        title: LocalizedText.optional(),
        weightGrams: z.int().min(0).optional(),
        /** Who sells it; of what is in the first shipment, it is known. */
        vendorId: Id.optional(),
      }),
    )
    .min(1)
    .max(200),
  replaces: z.object({ shipmentId: Id, parcel: z.int().min(1) }).optional(),
  reservationId: Id.optional(),
})
export type FurtherShipment = z.infer<typeof FurtherShipment>

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
  /** Where a customer follows a parcel; `{trackingNumber}` stands for its number. */
  trackingUrlTemplate: z.string().optional(),
  options: z.array(
    z.object({
      optionId: z.string(),
      name: LocalizedText,
      kind: OptionKind,
      zones: z.array(z.string()),
      maxParcelGrams: z.int(),
    }),
  ),
})
export type Carrier = z.infer<typeof Carrier>
