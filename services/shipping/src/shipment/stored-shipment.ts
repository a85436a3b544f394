import { Address, Instant, LocalizedText } from '@comptoir/contracts/common'
import { ShipmentStatus, TrackingCode } from '@comptoir/contracts/shipping/schemas'
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
const StoredParcel = z.object({
  trackingNumber: z.string(),
  weightGrams: z.int(),
  lines: z.array(StoredLine),
  label: z.object({ sha256: z.string(), size: z.int() }).optional(),
})

const content = z.object({
  shipmentId: z.string(),
  orderId: z.string(),
  orderNumber: z.string(),
  userId: z.string(),
  carrierCode: z.string(),
  optionId: z.string(),
  serviceName: LocalizedText,
  trackingNumber: z.string(),
  from: Address,
  to: Address,
  lines: z.array(StoredLine.extend({ title: LocalizedText, weightGrams: z.int() })),
  parcels: z.array(StoredParcel),
  /** Append-only, in the order they arrived. */
  events: z.array(StoredScan),
  createdAt: Instant,
  handedOverAt: Instant.optional(),
  deliveredAt: Instant.optional(),
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
