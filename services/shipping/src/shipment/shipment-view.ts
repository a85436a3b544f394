import { publicView } from '@comptoir/contracts/public-view'
import type {
  ParcelTracking,
  Shipment,
  ShipmentOutcome,
} from '@comptoir/contracts/shipping/schemas'
import { carriers } from '../carriers/carriers.ts'
import { contentOf, parcelStatuses, type ShipmentState } from './shipment.ts'
import { inTime, isAbout, statusOfParcel } from './tracking.ts'

/** What other services may know of a shipment. */
export function outcomeOf(shipmentId: string, state: ShipmentState | undefined): ShipmentOutcome {
  if (!state) return { shipmentId, status: 'unknown' }
  const { status } = state
  const content = contentOf(state)
  if (!content) return { shipmentId, status }
  const { trackingNumber } = content
  return { shipmentId, status, trackingNumber, parcels: parcelStatuses(content) }
}

/** The shipment as its owner and staff read it; a tombstone of an order never seen has nothing to show. */
export function viewOf(state: ShipmentState): Shipment | undefined {
  const content = contentOf(state)
  if (!content) return undefined
  const isCancelled = state.status === 'cancelled'
  const statuses = parcelStatuses(content)
  return publicView<Shipment>()({
    ...content,
    status: state.status,
    parcels: content.parcels.map((parcel, index) => ({
      ...parcel,
      status: isCancelled ? 'cancelled' : (statuses[index]?.status ?? 'pending'),
    })),
    events: content.events.toSorted(inTime).map(({ recordedAt: _, ...event }) => event),
    ...(isCancelled ? { cancelledAt: state.cancelledAt } : {}),
  })
}

/** A parcel as anybody who has its number may see it: no names, no addresses. */
export function trackingViewOf(shipment: Shipment, trackingNumber: string): ParcelTracking {
  const events = shipment.events.filter((event) => isAbout(event, trackingNumber))
  const cancelled = shipment.status === 'cancelled'
  const status = cancelled ? 'cancelled' : statusOfParcel(events, trackingNumber)
  const delivered = events.find((event) => event.code === 'delivered')
  const carrier = carriers.find(({ code }) => code === shipment.carrierCode)
  return {
    ...{ trackingNumber, status, carrier: carrier?.name ?? shipment.carrierCode },
    events: events.map(({ code, at, location }) => ({ code, at, location })),
    deliveredAt: status === 'delivered' ? delivered?.at : undefined,
  }
}
