import type {
  EventStatus,
  ParcelStatus,
  ShipmentStatus,
} from '@comptoir/contracts/shipping/schemas'
import type { ShipmentContent, StoredParcel } from './stored-shipment.ts'
import {
  inTime,
  isAbout,
  isHandedOver,
  statusOfCode,
  statusOfShipment,
  type TravelStatus,
  transitions,
  travelStatusOf,
} from './tracking.ts'

export type ParcelState = {
  readonly status: TravelStatus | 'cancelled'
  readonly handedOverAt?: string
  readonly deliveredAt?: string
}

/** Where a parcel is, and since when. */
export function stateOfParcel(
  { events }: Pick<ShipmentContent, 'events'>,
  parcel: StoredParcel,
): ParcelState {
  if (parcel.cancelledAt) return { status: 'cancelled' }
  const scans = events.filter((scan) => isAbout(scan, parcel)).toSorted(inTime)
  const status = travelStatusOf(scans, parcel)
  const left = scans.find(({ code }) => isHandedOver(statusOfCode[code]))
  const arrived = status === 'delivered' ? scans.findLast(({ code }) => code === status) : undefined
  return {
    status,
    ...(left && { handedOverAt: left.at }),
    ...(arrived && { deliveredAt: arrived.at }),
  }
}

/** Whether a parcel is still with us: its contents and its label may change. */
export function isHere(shipment: Pick<ShipmentContent, 'events'>, parcel: StoredParcel): boolean {
  const { status } = stateOfParcel(shipment, parcel)
  return status === 'pending' || status === 'label_created'
}

/** Whether a label is to be made for a parcel. */
export const needsLabel = (
  shipment: Pick<ShipmentContent, 'events'>,
  parcel: StoredParcel,
): boolean => !parcel.label && !parcel.heldAt && !isOver(shipment, parcel)

/** Nothing more happens to a parcel: it arrived, it was cancelled, or what follows its loss is done. */
function isOver(shipment: Pick<ShipmentContent, 'events'>, parcel: StoredParcel): boolean {
  const { status } = stateOfParcel(shipment, parcel)
  if (status === 'cancelled' || parcel.resolution?.status === 'done') return true
  return transitions[status].length === 0
}

export const hasEnded = (shipment: ShipmentContent): boolean =>
  shipment.parcels.every((parcel) => isOver(shipment, parcel))

/** Every parcel as events tell it, in the order of their numbers. */
export function parcelFacts(shipment: ShipmentContent): ParcelStatus[] {
  return shipment.parcels.map((parcel) => {
    const { trackingNumber, lines, resolution } = parcel
    const { status, ...moments } = stateOfParcel(shipment, parcel)
    const known = eventStatusOf(status)
    return {
      ...{ trackingNumber, status: known, lines, ...moments },
      ...(known !== status && { state: status }),
      ...(resolution && { resolution }),
    }
  })
}

/** The word of a status that every reader of events knows. */
export const eventStatusOf = (status: ShipmentStatus): EventStatus =>
  status === 'lost' || status === 'damaged' ? 'exception' : status

/** The shipment with what follows from its parcels: where it is, and when the last one arrived. */
export function withStatus<S extends ShipmentContent>(shipment: S): S & { status: TravelStatus } {
  const status = statusOfShipment(shipment)
  const { deliveredAt: _, ...rest } = shipment
  const arrivals = shipment.parcels.flatMap(
    (parcel) => stateOfParcel(shipment, parcel).deliveredAt ?? [],
  )
  const deliveredAt = shipment.deliveredAt ?? arrivals.toSorted().at(-1)
  const [first] = shipment.parcels.filter(({ cancelledAt }) => !cancelledAt)
  const trackingNumber = first?.trackingNumber ?? shipment.trackingNumber
  const next = { ...rest, status, trackingNumber } as S & { status: TravelStatus }
  return status === 'delivered' && deliveredAt ? { ...next, deliveredAt } : next
}
