import { z } from '@hono/zod-openapi'
import { Instant } from '../common.ts'
import { eventsOf } from '../event.ts'
import { StaffAction, staffActionSays } from '../platform/staff-action.ts'
import { EventStatus, ParcelStatus, ShipmentPurpose } from './schemas.ts'

const event = eventsOf('shipping')

const ShipmentFact = z.object({
  orderId: z.string(),
  shipmentId: z.string(),
  trackingNumber: z.string().describe('That of the first parcel.'),
  parcels: z
    .array(ParcelStatus)
    .optional()
    .describe('Every parcel, after this; events from before there were several have none.'),
  purpose: ShipmentPurpose.optional().describe('Without it, the first shipment of the order.'),
})
export const ShipmentCreated = event(
  'ShipmentCreated',
  ShipmentFact,
  'A shipment and the labels of its parcels are ready.',
)
export const TrackingUpdated = event(
  'TrackingUpdated',
  ShipmentFact.extend({
    status: EventStatus,
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
export const ParcelsChanged = event(
  'ParcelsChanged',
  ShipmentFact.extend({ at: Instant }),
  'Staff divided a shipment anew, replaced a label, or decided what follows a parcel that did not arrive.',
)
export const ShippingTariffsChanged = event(
  'ShippingTariffsChanged',
  z.object({
    /** The option whose tariff changed; none when it was more than one. */
    optionId: z.string().optional(),
  }),
  'A carrier, an option, a zone or a tariff changed; quotes from now on go by it.',
)
export const StaffActionRecorded = event('StaffActionRecorded', StaffAction, staffActionSays)
