import type { Address } from '@comptoir/contracts/common'
import { erasedAddress, isErasedAddress } from '@comptoir/contracts/erasure'
import { type NewEvent, newEvent } from '@comptoir/contracts/event'
import { shipmentIdOf } from '@comptoir/contracts/ids'
import type { OrderSnapshot } from '@comptoir/contracts/orders/schemas'
import {
  ShipmentCancelled,
  ShipmentCreated,
  ShipmentDelivered,
  ShipmentHandedOver,
  TrackingUpdated,
} from '@comptoir/contracts/shipping/events'
import type { PickupPlace } from '@comptoir/contracts/shipping/pickup-schemas'
import type { TrackingEvent } from '@comptoir/contracts/shipping/schemas'
import { heaviestParcelGrams } from '@comptoir/contracts/shipping/tariff-schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import type { z } from 'zod'
import { addressAt } from '../pickup/pickup-choice.ts'
import type { CarriedBy } from '../tariffs/shipping-rate.ts'
import { eventStatusOf, hasEnded, needsLabel, parcelFacts, withStatus } from './parcel-state.ts'
import { packParcels, placeOf } from './parcels.ts'
import type { ShipmentContent, StoredParcel, StoredShipment } from './stored-shipment.ts'
import {
  inTime,
  isAbout,
  isHandedOver,
  latestScan,
  statusOfCode,
  transitions,
  travelStatusOf,
} from './tracking.ts'
import { trackingNumberOf } from './tracking-number.ts'

export type ShipmentState = z.infer<typeof StoredShipment>
export type LiveShipment = Exclude<ShipmentState, { status: 'cancelled' }>
export type ShipmentChange = { next: ShipmentState; events: NewEvent[] } | undefined

type Origin = {
  readonly from: LiveShipment['from']
  readonly carriedBy: CarriedBy
  readonly now: string
}

/** The shipment of a confirmed order: its parcels and their tracking numbers, labels to come. */
export function createShipment(order: OrderSnapshot, { from, carriedBy, now }: Origin) {
  const shipmentId = shipmentIdOf(order.orderId)
  const { orderId, number: orderNumber, userId, locale, shippingLine, shippingAddress } = order
  const { optionId, name: serviceName, pickupPoint } = shippingLine
  const lines = order.lines.map((line) => {
    const { sku, title, quantity, weightGrams, vendorId } = line
    return { sku, title, quantity, weightGrams, ...(vendorId && { vendorId }) }
  })
  const parcels = packParcels(lines, carriedBy.maxParcelGrams).map((parcel, index) => ({
    ...parcel,
    trackingNumber: trackingNumberOf(shipmentId, index),
  }))
  const shipment: LiveShipment = {
    ...{ status: 'pending', shipmentId, orderId, orderNumber, userId, optionId, serviceName },
    ...{ from, locale, lines, parcels, events: [], createdAt: now },
    ...goesTo(pickupPoint, shippingAddress),
    ...carriedBy,
    trackingNumber: trackingNumberOf(shipmentId, 0),
  }
  return { shipment, events: [newEvent(ShipmentCreated, factOf(shipment))] }
}

/** Where a shipment goes: to its recipient, or to a pickup point in their name. */
export const goesTo = (pickupPoint: PickupPlace | undefined, address: Address) =>
  pickupPoint ? { to: addressAt(pickupPoint, address), pickupPoint } : { to: address }

/** The heaviest parcel of a shipment, in grams. */
export const heaviestParcelOf = ({ maxParcelGrams = heaviestParcelGrams }: ShipmentContent) =>
  maxParcelGrams

/** What every event of a shipment says. */
export function factOf(shipment: ShipmentContent) {
  const { orderId, shipmentId, trackingNumber, purpose } = shipment
  const parcels = parcelFacts(shipment)
  return { orderId, shipmentId, trackingNumber, parcels, ...(purpose && { purpose }) }
}

export type Label = {
  readonly trackingNumber: string
  readonly sha256: string
  readonly size: number
  /** Which parcel of how many it says: with another place by now it is not kept. */
  readonly place?: string
}

/** Keeps the labels of the parcels, once each: from then on they may leave. One of a number that is void is not kept. */
export function attachLabels(
  shipment: ShipmentState,
  labels: readonly Label[],
  now: string,
): ShipmentChange {
  if (shipment.status === 'cancelled') return undefined
  const labelOf = (parcel: StoredParcel, index: number) => {
    if (parcel.label || parcel.heldAt || parcel.cancelledAt) return undefined
    const here = placeOf(shipment.parcels, index)
    return labels.find(
      ({ trackingNumber, place = here }) =>
        trackingNumber === parcel.trackingNumber && place === here,
    )
  }
  const made = shipment.parcels.flatMap((one, index) => labelOf(one, index)?.trackingNumber ?? [])
  if (made.length === 0) return undefined
  const isWhole = made.length === shipment.parcels.length
  const scan = { code: 'label_created', at: now } as const
  const scans = isWhole ? [scan] : made.map((trackingNumber) => ({ ...scan, trackingNumber }))
  const parcels = shipment.parcels.map((parcel, index) => {
    const label = labelOf(parcel, index)
    if (!label) return parcel
    const { trackingNumber: _, ...made } = label
    return { ...parcel, label: made }
  })
  return recordTracking({ ...shipment, parcels }, scans, now)
}

/** What is known of a shipment, also of one that was cancelled: nothing when the cancel came first. */
export const contentOf = (state: ShipmentState): ShipmentContent | undefined =>
  state.status === 'cancelled' ? state.shipment : state

/** The files of its labels, those of numbers that are void too. */
export const labelsOf = (state: ShipmentState): string[] =>
  (contentOf(state)?.parcels ?? []).flatMap(({ label, voided = [], reprinted = [] }) =>
    [label, ...reprinted, ...voided.map((one) => one.label)].flatMap((one) => one?.sha256 ?? []),
  )

/** Whether labels of it are to be made. */
export const awaitsLabels = (state: ShipmentState): state is LiveShipment =>
  state.status !== 'cancelled' && state.parcels.some((parcel) => needsLabel(state, parcel))

const clockSkewMs = 5 * 60_000

/**
 * Adds what a carrier said. The same code at the same time about the same parcel counts once; what arrives late is
 * kept without moving the status; what cannot follow is refused. Each event tells where every parcel is after all scans.
 */
export function recordTracking(
  shipment: ShipmentState,
  scans: readonly TrackingEvent[],
  now: string,
): ShipmentChange {
  if (shipment.status === 'cancelled')
    throw refuse('transition_refused', 'the shipment is cancelled')
  const added: TrackingEvent[] = []
  let next = shipment
  for (const scan of scans) {
    if (next.events.some((known) => isSame(known, scan))) continue
    next = addScan(next, scan, now)
    added.push(scan)
  }
  if (added.length === 0) return undefined
  return { next, events: factsOf(shipment, next, added) }
}

function addScan(shipment: LiveShipment, event: TrackingEvent, now: string): LiveShipment {
  if (Date.parse(event.at) > Date.parse(now) + clockSkewMs) {
    throw refuse('invalid_request', 'the event is in the future')
  }
  checkTransition(shipment, event)
  const events = [...shipment.events, { ...event, recordedAt: now }]
  const left = isHandedOver(statusOfCode[event.code]) && !shipment.handedOverAt
  return withStatus({ ...shipment, events, ...(left && { handedOverAt: event.at }) })
}

/**
 * Takes the recipient out of a shipment whose account was deleted, and the labels that name it. What is still on its way
 * keeps both until it ends. The same object back means that nothing changes, as when it is repeated.
 */
export function eraseRecipient(state: ShipmentState): ShipmentState {
  if (state.status === 'cancelled') {
    const shipment = state.shipment && withoutRecipient(state.shipment)
    return shipment === state.shipment ? state : { ...state, shipment }
  }
  return hasEnded(state) ? withoutRecipient(state) : state
}

/** Whether a shipment needs its recipient still. */
export const isUnderWay = (state: ShipmentState): boolean =>
  state.status !== 'cancelled' && !hasEnded(state)

/** The customer is where a shipment goes, and where a return comes from. */
function withoutRecipient<C extends ShipmentContent>(shipment: C): C {
  const end = shipment.purpose === 'return' ? 'from' : 'to'
  const hasLabel = labelsOf({ ...shipment, status: 'pending' }).length > 0
  if (!hasLabel && isErasedAddress(shipment[end])) return shipment
  const parcels = shipment.parcels.map(({ label: _, reprinted: _r, voided, ...parcel }) => ({
    ...parcel,
    ...(voided && { voided: voided.map(({ trackingNumber, at }) => ({ trackingNumber, at })) }),
  }))
  const place = shipment.pickupPoint && { pickupPoint: undefined }
  return { ...shipment, [end]: erasedAddress(shipment[end]), parcels, ...place }
}

function isSame(a: TrackingEvent, b: TrackingEvent): boolean {
  const isAtOnce = Date.parse(a.at) === Date.parse(b.at)
  return isAtOnce && a.code === b.code && a.trackingNumber === b.trackingNumber
}

function checkTransition(shipment: LiveShipment, event: TrackingEvent): void {
  const parcels = shipment.parcels.filter((parcel) => isAbout(event, parcel))
  if (parcels.length === 0) throw noParcel(shipment, event)
  const status = statusOfCode[event.code]
  for (const parcel of parcels) {
    if (parcel.heldAt || parcel.cancelledAt)
      throw refuse('transition_refused', 'the parcel is held, or was cancelled')
    const latest = latestScan(shipment.events, parcel)
    if (latest && inTime(event, latest) < 0) continue
    const from = travelStatusOf(shipment.events, parcel)
    if (!transitions[from].includes(status)) {
      throw refuse('transition_refused', `${event.code} cannot follow ${from}`)
    }
  }
}

function noParcel({ parcels }: LiveShipment, { trackingNumber }: TrackingEvent) {
  const voided = parcels.flatMap((parcel) => parcel.voided ?? [])
  const isVoid = voided.some((one) => one.trackingNumber === trackingNumber)
  if (isVoid) return refuse('transition_refused', 'the label of this number was replaced')
  if (
    trackingNumber === undefined &&
    parcels.every(({ heldAt, cancelledAt }) => heldAt || cancelledAt)
  )
    return refuse('transition_refused', 'every parcel is held, or was cancelled')
  const [field, code, message] =
    trackingNumber === undefined
      ? ['at', 'before_every_parcel', 'no parcel of the shipment was ready then']
      : ['trackingNumber', 'unknown_number', 'no parcel of the shipment has this number']
  return refuse('invalid_request', message, { errors: [{ field, code, message }] })
}

function factsOf(
  before: LiveShipment,
  shipment: LiveShipment,
  scans: readonly TrackingEvent[],
): NewEvent[] {
  const fact = factOf(shipment)
  const status = eventStatusOf(shipment.status)
  const events = scans.map(({ code, at, location, trackingNumber: about }) =>
    newEvent(TrackingUpdated, { ...fact, status, code, at, about, location }),
  )
  return [...events, ...milestones(before, shipment)]
}

/** That the first parcel left, and that all arrived: told once each. */
export function milestones(before: LiveShipment, shipment: LiveShipment): NewEvent[] {
  const fact = factOf(shipment)
  const { handedOverAt, deliveredAt } = shipment
  const events: NewEvent[] = []
  if (handedOverAt && !before.handedOverAt)
    events.push(newEvent(ShipmentHandedOver, { ...fact, at: handedOverAt }))
  if (deliveredAt && !before.deliveredAt)
    events.push(newEvent(ShipmentDelivered, { ...fact, at: deliveredAt }))
  return events
}

type Cancellation = { readonly orderId: string; readonly reason: string; readonly now: string }

/** Cancels what has not left; leaves a tombstone where nothing is yet; what has left stays as it is. */
export function cancelShipment(
  shipment: ShipmentState | undefined,
  { orderId, reason, now }: Cancellation,
): ShipmentChange {
  const cancelled = { status: 'cancelled', orderId, reason, cancelledAt: now } as const
  if (!shipment) return { next: cancelled, events: [] }
  if (shipment.status === 'cancelled' || shipment.handedOverAt) return undefined
  const { status: _, ...rest } = shipment
  const event = newEvent(ShipmentCancelled, factOf(shipment))
  return { next: { ...cancelled, shipment: rest }, events: [event] }
}
