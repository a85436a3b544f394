import type {
  ShipmentStatus,
  TrackingCode,
  TrackingEvent,
} from '@comptoir/contracts/shipping/schemas'

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
}

const onTheWay = [
  'in_transit',
  'out_for_delivery',
  'delivered',
  'exception',
  'returned_to_sender',
] as const

/** What may follow what, in the order of the carrier's own times. */
export const transitions: Readonly<Record<TravelStatus, readonly TravelStatus[]>> = {
  pending: ['label_created', ...onTheWay],
  label_created: ['label_created', ...onTheWay],
  in_transit: onTheWay,
  out_for_delivery: onTheWay,
  exception: onTheWay,
  delivered: [],
  returned_to_sender: [],
}

/** Whether the parcel has left us: it can no longer be cancelled. */
export const isHandedOver = (status: TravelStatus): boolean =>
  status !== 'pending' && status !== 'label_created'

type Scan = Pick<TrackingEvent, 'code' | 'at' | 'trackingNumber'>

/** The latest scan of a parcel by the carrier's time, not by arrival; at the same time the furthest counts. */
export function latestScan(scans: readonly Scan[], trackingNumber: string): Scan | undefined {
  return scans
    .filter((scan) => isAbout(scan, trackingNumber))
    .toSorted(inTime)
    .at(-1)
}

export const isAbout = (scan: Scan, trackingNumber: string): boolean =>
  (scan.trackingNumber ?? trackingNumber) === trackingNumber

const progress: readonly TrackingCode[] = [
  'label_created',
  'handed_over',
  'in_transit',
  'exception',
  'out_for_delivery',
  'delivery_failed',
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
  'pending',
  'label_created',
  'in_transit',
  'out_for_delivery',
  'returned_to_sender',
  'delivered',
]

export function statusOfParcel(scans: readonly Scan[], trackingNumber: string): TravelStatus {
  const latest = latestScan(scans, trackingNumber)
  return latest ? statusOfCode[latest.code] : 'pending'
}

export function statusOfShipment(
  scans: readonly Scan[],
  trackingNumbers: readonly string[],
): TravelStatus {
  const statuses = new Set(trackingNumbers.map((number) => statusOfParcel(scans, number)))
  return attention.find((status) => statuses.has(status)) ?? 'pending'
}
