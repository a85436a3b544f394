import { z } from '@hono/zod-openapi'
import { Instant } from '../common.ts'
import { eventsOf } from '../event.ts'
import { ParcelStatus, ShipmentStatus } from './schemas.ts'

const event = eventsOf('shipping')

const ShipmentFact = z.object({
  orderId: z.string(),
  shipmentId: z.string(),
  /** That of the first parcel. */
  trackingNumber: z.string(),
  /** Every parcel, after this; events from before there were several have none. */
  parcels: z.array(ParcelStatus).optional(),
})
export const ShipmentCreated = event('ShipmentCreated', ShipmentFact)
export const TrackingUpdated = event(
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
export const ShipmentHandedOver = event('ShipmentHandedOver', ShipmentFact.extend({ at: Instant }))
export const ShipmentDelivered = event('ShipmentDelivered', ShipmentFact.extend({ at: Instant }))
export const ShipmentCancelled = event('ShipmentCancelled', ShipmentFact)
