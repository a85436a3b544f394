import type {
  ShipmentStatus,
  TrackingCode,
  TrackingEvent,
} from '@comptoir/contracts/shipping/schemas'
import type { StoredParcel } from './stored-shipment.ts'

/** The states that tracking goes through; `cancelled` is not one: it is decided, not observed. */
export type TravelStatus = Exclude<ShipmentStatus, 'unknown' | 'cancelled'>

export const statusOfCode: Readonly<Record<TrackingCode, TravelStatus>> = {
  label_created: 'label_created',
  handed_over: 'in_transit',
  in_transit: 'in_transit',
  out_for_delivery: 'out_for_delivery',
  delivered: 'delivered',
  delivery_failed: 'exception',
  exception: 'exception',
  returned_to_sender: 'returned_to_sender',
  lost: 'lost',
  damaged: 'damaged',
}

const onTheWay = [
  'in_transit',
  'out_for_delivery',
  'delivered',
  'exception',
  'returned_to_sender',
  'lost',
  'damaged',
] as const

/** What may follow what, in the order of the carrier's own times. */
export const transitions: Readonly<Record<TravelStatus, readonly TravelStatus[]>> = {
  pending: ['label_created', ...onTheWay],
  label_created: ['label_created', ...onTheWay],
  in_transit: onTheWay,
  out_for_delivery: onTheWay,
  exception: onTheWay,
  /** It may turn up. */
  lost: onTheWay,
  damaged: ['delivered', 'returned_to_sender', 'lost'],
  delivered: [],
  returned_to_sender: [],
}

/** Whether the parcel has left us: it can no longer be cancelled. */
export const isHandedOver = (status: TravelStatus): boolean =>
  status !== 'pending' && status !== 'label_created'

/** A parcel did not arrive, and will not by itself. */
export const hasFailed = (status: ShipmentStatus): boolean =>
  status === 'lost' || status === 'damaged' || status === 'returned_to_sender'

type Scan = Pick<TrackingEvent, 'code' | 'at' | 'trackingNumber'>
type Parcel = Pick<StoredParcel, 'trackingNumber' | 'addedAt' | 'heldAt' | 'cancelledAt'>

/** The latest scan of a parcel by the carrier's time, not by arrival; at the same time the furthest counts. */
export function latestScan<S extends Scan>(scans: readonly S[], parcel: Parcel): S | undefined {
  return scans
    .filter((scan) => isAbout(scan, parcel))
    .toSorted(inTime)
    .at(-1)
}

/** Whether a scan is about a parcel: by its number, or as one of all that were ready then. */
export function isAbout({ trackingNumber, at }: Scan, parcel: Parcel): boolean {
  if (trackingNumber !== undefined) return trackingNumber === parcel.trackingNumber
  if (parcel.heldAt || parcel.cancelledAt) return false
  return !parcel.addedAt || Date.parse(at) >= Date.parse(parcel.addedAt)
}

const progress: readonly TrackingCode[] = [
  'label_created',
  'handed_over',
  'in_transit',
  'exception',
  'out_for_delivery',
  'delivery_failed',
  'damaged',
  'lost',
  'returned_to_sender',
  'delivered',
]

/** Our own label comes before all that a carrier says: their clock and ours may differ. */
export function inTime(a: Scan, b: Scan): number {
  const labels = Number(isLabel(b)) - Number(isLabel(a))
  const rank = progress.indexOf(a.code) - progress.indexOf(b.code)
  return labels || Date.parse(a.at) - Date.parse(b.at) || rank
}

const isLabel = ({ code }: Scan) => code === 'label_created'

/** A shipment is where the parcel is that needs the most attention: delivered when all are. */
const attention: readonly TravelStatus[] = [
  'exception',
  'lost',
  'damaged',
  'pending',
  'label_created',
  'in_transit',
  'out_for_delivery',
  'returned_to_sender',
  'delivered',
]

/** Where carriers say that a parcel is. */
export function travelStatusOf(scans: readonly Scan[], parcel: Parcel): TravelStatus {
  const latest = latestScan(scans, parcel)
  return latest ? statusOfCode[latest.code] : 'pending'
}

type Parcels = {
  readonly parcels: readonly (Parcel & Pick<StoredParcel, 'resolution'>)[]
  readonly events: readonly Scan[]
}

/** Of its parcels; one that was cancelled does not count, nor one that did not arrive and that nobody waits for any more. */
export function statusOfShipment({ parcels, events }: Parcels): TravelStatus {
  const live = parcels.filter(({ cancelledAt }) => !cancelledAt)
  const open = live.filter(({ resolution }) => resolution?.status !== 'done')
  const counted = open.length > 0 ? open : live
  const statuses = new Set(counted.map((parcel) => travelStatusOf(events, parcel)))
  return attention.find((status) => statuses.has(status)) ?? 'pending'
}
