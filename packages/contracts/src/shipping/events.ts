import { z } from '@hono/zod-openapi'
import { Instant } from '../common.ts'
import { eventsOf } from '../event.ts'
import { ParcelStatus, ShipmentStatus } from './schemas.ts'

const event = eventsOf('shipping')

const ShipmentFact = z.object({
  orderId: z.string(),
  shipmentId: z.string(),
  trackingNumber: z.string().describe('That of the first parcel.'),
  parcels: z
    .array(ParcelStatus)
    .optional()
    .describe('Every parcel, after this; events from before there were several have none.'),
})
export const ShipmentCreated = event(
  'ShipmentCreated',
  ShipmentFact,
  'A shipment and the labels of its parcels are ready.',
)
export const TrackingUpdated = event(
  'TrackingUpdated',
  ShipmentFact.extend({
    status: ShipmentStatus,
    code: z.string(),
    about: z
      .string()
      .optional()
      .describe('The parcel that the scan is about; without it, every one.'),
    location: z.string().optional(),
    at: Instant,
  }),
  'The carrier scanned a parcel.',
)
export const ShipmentHandedOver = event(
  'ShipmentHandedOver',
  ShipmentFact.extend({ at: Instant }),
  'The carrier took the parcels.',
)
export const ShipmentDelivered = event(
  'ShipmentDelivered',
  ShipmentFact.extend({ at: Instant }),
  'Every parcel was delivered.',
)
export const ShipmentCancelled = event(
  'ShipmentCancelled',
  ShipmentFact,
  'A shipment was cancelled before it left.',
)
