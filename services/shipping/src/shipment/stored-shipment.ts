import { Address, Instant, Locale, LocalizedText } from '@comptoir/contracts/common'
import { PickupPlace } from '@comptoir/contracts/shipping/pickup-schemas'
import {
  ParcelResolution,
  ShipmentPurpose,
  ShipmentStatus,
  TrackingCode,
} from '@comptoir/contracts/shipping/schemas'
import { z } from 'zod'

const StoredScan = z.object({
  code: TrackingCode,
  at: Instant,
  location: z.string().optional(),
  /** Without it, the scan is about every parcel. */
  trackingNumber: z.string().optional(),
  recordedAt: Instant,
})

const StoredLine = z.object({ sku: z.string(), quantity: z.int() })
const StoredLabel = z.object({
  sha256: z.string(),
  size: z.int(),
  /** Which parcel of how many it says, `1 / 2`; labels from before it was kept have none. */
  place: z.string().optional(),
})
const StoredParcel = z.object({
  trackingNumber: z.string(),
  weightGrams: z.int(),
  lines: z.array(StoredLine),
  label: StoredLabel.optional(),
  /** When it got its number, unless with the shipment: what carriers said of every parcel before is not about it. */
  addedAt: Instant.optional(),
  heldAt: Instant.optional(),
  cancelledAt: Instant.optional(),
  /** Its earlier numbers, with the labels that were printed. */
  voided: z
    .array(z.object({ trackingNumber: z.string(), at: Instant, label: StoredLabel.optional() }))
    .optional(),
  /** Labels of its number that said another place, or none any more: their files stay until the shipment is erased. */
  reprinted: z.array(StoredLabel).optional(),
  resolution: ParcelResolution.optional(),
})
export type StoredParcel = z.infer<typeof StoredParcel>

const content = z.object({
  shipmentId: z.string(),
  orderId: z.string(),
  orderNumber: z.string(),
  userId: z.string(),
  carrierCode: z.string(),
  /** As it was when it was made; those from before it was kept have none. */
  carrierName: z.string().optional(),
  /** The heaviest parcel of its tariff; 30 kg for those from before it was kept. */
  maxParcelGrams: z.int().optional(),
  optionId: z.string(),
  serviceName: LocalizedText,
  /** Of the order; those from before it was kept have none. */
  locale: Locale.optional(),
  trackingNumber: z.string(),
  from: Address,
  to: Address,
  pickupPoint: PickupPlace.optional(),
  lines: z.array(
    StoredLine.extend({
      ...{ title: LocalizedText, weightGrams: z.int() },
      /** Who sells it; none of the shop's own, nor of those from before it was kept. */
      vendorId: z.string().optional(),
    }),
  ),
  parcels: z.array(StoredParcel),
  /** Append-only, in the order they arrived. */
  events: z.array(StoredScan),
  createdAt: Instant,
  handedOverAt: Instant.optional(),
  deliveredAt: Instant.optional(),
  /** Without it, the first shipment of its order, as all were before there could be several. */
  purpose: ShipmentPurpose.optional(),
  replaces: z.object({ shipmentId: z.string(), parcel: z.int() }).optional(),
  reservationId: z.string().optional(),
  /** The number of the last amendment for an edited order. */
  amendment: z.int().optional(),
})
export type ShipmentContent = z.infer<typeof content>

/**
 * How shipments are stored, apart from the public view: one on its way, or one that was cancelled before it left; a
 * cancel that came first leaves only its reason.
 */
export const StoredShipment = z.discriminatedUnion('status', [
  content.extend({ status: ShipmentStatus.exclude(['unknown', 'cancelled']) }),
  z.object({
    status: z.literal('cancelled'),
    orderId: z.string(),
    reason: z.string(),
    cancelledAt: Instant,
    shipment: content.optional(),
  }),
])
