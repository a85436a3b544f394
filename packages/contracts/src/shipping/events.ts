import { z } from '@hono/zod-openapi'
import { Instant } from '../common.ts'
import { defineEvent } from '../event.ts'
import { ParcelStatus, ShipmentStatus } from './schemas.ts'

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
