import { isDeepStrictEqual } from 'node:util'
import { shipmentIdOf } from '@comptoir/contracts/ids'
import { lookUp } from '@comptoir/contracts/look-up'
import type {
  ParcelStatus,
  ShipmentPurpose,
  ShipmentStatus,
} from '@comptoir/contracts/shipping/schemas'
import { note, type Order } from '../order/order.ts'
import { recordFact } from '../order/order-fulfilment.ts'
import { followParcels } from './parcel-progress.ts'

type Parcel = Order['parcels'][number]

/** A fact of a shipment's parcels; `version` is the shipment's, older facts never take a status back. */
export type ParcelFact = {
  readonly status: ShipmentStatus
  readonly at: string
  readonly version: number
  /** Without it, the first shipment of the order. */
  readonly shipmentId?: string | undefined
  readonly purpose?: ShipmentPurpose | undefined
  readonly trackingNumber?: string | undefined
  /** Every parcel and where it is; without it there is one, of the tracking number and the status of the fact. */
  readonly parcels?: readonly ParcelStatus[] | undefined
  readonly tracking?: Tracking | undefined
  /** The type of its line in the history, when it is no tracking and changes anything. */
  readonly note?: string | undefined
}
type Tracking = {
  readonly code: string
  readonly location?: string | undefined
  /** The parcel that the scan is about; without it, every one. */
  readonly about?: string | undefined
}

/** Records a fact of the parcels and, once the saga is over, moves the order with them. */
export function recordParcel(order: Order, fact: ParcelFact): Order {
  const shipmentId = fact.shipmentId ?? shipmentIdOf(order.orderId)
  const known = order.parcels.filter((parcel) => parcel.shipmentId === shipmentId)
  const isNewest = fact.version >= versionOf(order, shipmentId)
  const parts = partsOf(fact)
  const changed = parts.map((part, index) => {
    const parcel = known[index] ?? { shipmentId, status: 'unknown' as const, events: [] }
    return changedParcel(parcel, part, isNewest)
  })
  if (changed.every((parcel, index) => parcel === known[index])) return order
  const parcels = [...changed, ...known.slice(changed.length)]
  const seen = withVersion(withParcels(order, shipmentId, parcels), shipmentId, fact.version)
  const isFirst = shipmentId === shipmentIdOf(order.orderId)
  const created = isFirst ? recordFact(seen, 'shipmentCreatedAt', fact.at) : seen
  return followParcels(noted(created, fact))
}

function noted(order: Order, { at, tracking, note: type }: ParcelFact): Order {
  if (tracking) return note(order, { type: 'tracking', at, detail: placeOf(tracking) })
  return type ? note(order, { type, at }) : order
}

const placeOf = ({ code, location, about }: Tracking): string =>
  [code, location, about].filter(Boolean).join(' · ')

/** Parcels stay together by shipment, in the order in which shipments came. */
function withParcels(order: Order, shipmentId: string, parcels: readonly Parcel[]): Order {
  const groups = Map.groupBy(order.parcels, (parcel) => parcel.shipmentId)
  groups.set(shipmentId, [...parcels])
  return { ...order, parcels: [...groups.values()].flat() }
}

function versionOf({ orderId, eventVersions }: Order, shipmentId: string): number {
  if (shipmentId === shipmentIdOf(orderId)) return eventVersions.shipment
  return lookUp(eventVersions.further ?? {}, shipmentId) ?? 0
}

function withVersion(order: Order, shipmentId: string, version: number): Order {
  const { eventVersions } = order
  const newest = Math.max(version, versionOf(order, shipmentId))
  if (shipmentId === shipmentIdOf(order.orderId))
    return { ...order, eventVersions: { ...eventVersions, shipment: newest } }
  const further = { ...eventVersions.further, [shipmentId]: newest }
  return { ...order, eventVersions: { ...eventVersions, further } }
}

/** A fact of one parcel. */
type Part = Partial<Omit<ParcelStatus, 'status' | 'state'>> &
  Pick<ParcelFact, 'status' | 'at' | 'tracking' | 'purpose'>

/** Of each parcel, in the order of their numbers: it never changes. */
function partsOf({ status, at, trackingNumber, parcels, tracking, purpose }: ParcelFact): Part[] {
  if (!parcels) {
    const number = trackingNumber === undefined ? {} : { trackingNumber }
    return [{ status, at, tracking, purpose, ...number }]
  }
  return parcels.map(({ state, ...parcel }) => {
    const part = { ...parcel, status: state ?? parcel.status, at, purpose }
    return { ...part, tracking: isAbout(part, tracking) ? tracking : undefined }
  })
}

function isAbout({ trackingNumber, status }: Part, tracking: Tracking | undefined): boolean {
  if (tracking?.about !== undefined) return tracking.about === trackingNumber
  return status !== 'pending' && status !== 'cancelled'
}

function changedParcel(parcel: Parcel, part: Part, isNewest: boolean): Parcel {
  const { at, status, tracking } = part
  const events = withEvent(parcel, part, tracking)
  const moment = momentOf(status)
  const current = {
    ...parcel,
    ...definedOf(isNewest ? part : { ...part, ...definedOf(parcel) }),
    status: isNewest || parcel.status === 'unknown' ? status : parcel.status,
    events,
  }
  const next = moment ? { ...current, [moment]: current[moment] ?? at } : current
  return isDeepStrictEqual(next, parcel) ? parcel : next
}

/** What a part says of the parcel besides its status and its scan. */
function definedOf(part: Partial<Parcel> | Part): Partial<Parcel> {
  const { trackingNumber, lines, handedOverAt, deliveredAt, resolution, purpose } = part
  const said = { trackingNumber, lines, handedOverAt, deliveredAt, resolution, purpose }
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined))
}

function withEvent({ events }: Parcel, { at, status }: Part, tracking: Tracking | undefined) {
  if (!tracking) return events
  const { code, location } = tracking
  if (events.some((event) => event.at === at && event.code === code)) return events
  return [...events, { at, status, code, ...(location && { location }) }]
}

function momentOf(status: ShipmentStatus): 'handedOverAt' | 'deliveredAt' | undefined {
  if (status === 'in_transit') return 'handedOverAt'
  return status === 'delivered' ? 'deliveredAt' : undefined
}
