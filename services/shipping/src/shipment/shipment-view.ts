import { publicView } from '@comptoir/contracts/public-view'
import type {
  ParcelTracking,
  Shipment,
  ShipmentOutcome,
} from '@comptoir/contracts/shipping/schemas'
import { carrierNameOf } from './carrier-name.ts'
import { parcelFacts, stateOfParcel } from './parcel-state.ts'
import { contentOf, type ShipmentState } from './shipment.ts'
import type { ShipmentContent, StoredParcel } from './stored-shipment.ts'
import { inTime, isAbout } from './tracking.ts'

/** What other services may know of a shipment. */
export function outcomeOf(shipmentId: string, state: ShipmentState | undefined): ShipmentOutcome {
  if (!state) return { shipmentId, status: 'unknown' }
  const { status } = state
  const content = contentOf(state)
  if (!content) return { shipmentId, status }
  const { trackingNumber, purpose, amendment } = content
  const parcels = parcelFacts(content)
  const more = { ...(purpose && { purpose }), ...(amendment && { amendment }) }
  return { shipmentId, status, trackingNumber, parcels, ...more }
}

/** The shipment as its owner and staff read it; a tombstone of an order never seen has nothing to show. */
export function viewOf(state: ShipmentState): Shipment | undefined {
  const known = contentOf(state)
  if (!known) return undefined
  const { amendment: _amended, maxParcelGrams: _heaviest, locale: _l, ...content } = known
  const isCancelled = state.status === 'cancelled'
  const { purpose = 'order' } = content
  return publicView<Shipment>()({
    ...content,
    ...{ purpose, status: state.status },
    parcels: content.parcels.map((parcel) => ({
      ...parcelView(content, parcel),
      ...(isCancelled && { status: 'cancelled' as const }),
    })),
    events: content.events.toSorted(inTime).map(({ recordedAt: _, ...event }) => event),
    ...(isCancelled ? { cancelledAt: state.cancelledAt } : {}),
  })
}

function parcelView(content: ShipmentContent, parcel: StoredParcel) {
  const { addedAt: _, reprinted: _r, voided, ...shown } = parcel
  return {
    ...{ ...shown, ...stateOfParcel(content, parcel) },
    ...(voided && { voided: voided.map(({ trackingNumber, at }) => ({ trackingNumber, at })) }),
  }
}

/** A parcel as anybody who has its number may see it: no names, no addresses. */
export function trackingViewOf(state: ShipmentState, trackingNumber: string) {
  const content = contentOf(state)
  const parcel = content?.parcels.find((one) => one.trackingNumber === trackingNumber)
  if (!content || !parcel) return undefined
  const { status, deliveredAt } = stateOfParcel(content, parcel)
  const events = content.events.filter((event) => isAbout(event, parcel)).toSorted(inTime)
  const tracking: ParcelTracking = {
    ...{ trackingNumber, carrier: carrierNameOf(content) || content.carrierCode },
    status: state.status === 'cancelled' ? 'cancelled' : status,
    events: events.map(({ code, at, location }) => ({ code, at, location })),
    deliveredAt,
  }
  return tracking
}
