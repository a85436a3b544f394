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
import type { TrackingEvent } from '@comptoir/contracts/shipping/schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import type { z } from 'zod'
import { heaviestParcelGrams, optionOf } from '../carriers/carriers.ts'
import { packParcels } from './parcels.ts'
import type { ShipmentContent, StoredShipment } from './stored-shipment.ts'
import {
  inTime,
  isAbout,
  isHandedOver,
  latestScan,
  statusOfCode,
  statusOfParcel,
  statusOfShipment,
  transitions,
} from './tracking.ts'
import { trackingNumberOf } from './tracking-number.ts'

export type ShipmentState = z.infer<typeof StoredShipment>
export type LiveShipment = Exclude<ShipmentState, { status: 'cancelled' }>
export type ShipmentChange = { next: ShipmentState; events: NewEvent[] } | undefined

type Origin = { readonly from: LiveShipment['from']; readonly now: string }

/** The shipment of a confirmed order: its parcels and their tracking numbers, labels to come. */
export function createShipment(order: OrderSnapshot, { from, now }: Origin) {
  const shipmentId = shipmentIdOf(order.orderId)
  const lines = order.lines.map(({ sku, title, quantity, weightGrams }) => ({
    sku,
    title,
    quantity,
    weightGrams,
  }))
  const parcels = packParcels(lines, heaviestParcelGrams).map((parcel, index) => ({
    ...parcel,
    trackingNumber: trackingNumberOf(shipmentId, index),
  }))
  const shipment: LiveShipment = {
    status: 'pending',
    shipmentId,
    orderId: order.orderId,
    orderNumber: order.number,
    userId: order.userId,
    carrierCode: optionOf(order.shippingLine.optionId)?.carrier.code ?? 'unknown',
    optionId: order.shippingLine.optionId,
    serviceName: order.shippingLine.name,
    trackingNumber: trackingNumberOf(shipmentId, 0),
    from,
    to: order.shippingAddress,
    lines,
    parcels,
    events: [],
    createdAt: now,
  }
  return { shipment, events: [newEvent(ShipmentCreated, factOf(shipment))] }
}

type ShipmentFacts = Pick<
  LiveShipment,
  'orderId' | 'shipmentId' | 'trackingNumber' | 'parcels' | 'events'
>

function factOf(shipment: ShipmentFacts) {
  const { orderId, shipmentId, trackingNumber } = shipment
  return { orderId, shipmentId, trackingNumber, parcels: parcelStatuses(shipment) }
}

/** Where each parcel is. */
export function parcelStatuses({ parcels, events }: Pick<ShipmentFacts, 'parcels' | 'events'>) {
  return parcels.map(({ trackingNumber }) => ({
    trackingNumber,
    status: statusOfParcel(events, trackingNumber),
  }))
}

export type Label = { readonly sha256: string; readonly size: number }

/** Keeps the labels of the parcels, once: from then on the parcels may leave. */
export function attachLabels(
  shipment: ShipmentState,
  labels: readonly Label[],
  now: string,
): ShipmentChange {
  if (shipment.status === 'cancelled' || shipment.parcels.every((parcel) => parcel.label))
    return undefined
  const parcels = shipment.parcels.map((parcel, index) => {
    const label = parcel.label ?? labels[index]
    return label ? { ...parcel, label } : parcel
  })
  return recordTracking({ ...shipment, parcels }, { code: 'label_created', at: now }, now)
}

/** The files of its labels. */
export function labelsOf(state: ShipmentState): string[] {
  const shipment = state.status === 'cancelled' ? state.shipment : state
  return (shipment?.parcels ?? []).flatMap(({ label }) => label?.sha256 ?? [])
}

const clockSkewMs = 5 * 60_000

/**
 * Adds what a carrier said. The same code at the same time about the same parcel counts once; what arrives late is
 * kept without moving the status; what cannot follow is refused.
 */
export function recordTracking(
  shipment: ShipmentState,
  event: TrackingEvent,
  now: string,
): ShipmentChange {
  return recordScans(shipment, [event], now)
}

/** The same of several scans at once: each event tells where every parcel is after all of them. */
export function recordScans(
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
  const numbers = shipment.parcels.map((parcel) => parcel.trackingNumber)
  const status = statusOfShipment(events, numbers)
  const left = isHandedOver(statusOfCode[event.code]) && !shipment.handedOverAt
  const arrived = status === 'delivered' && !shipment.deliveredAt
  return {
    ...shipment,
    status,
    events,
    ...(left ? { handedOverAt: event.at } : {}),
    ...(arrived ? { deliveredAt: event.at } : {}),
  }
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
  return transitions[state.status].length === 0 ? withoutRecipient(state) : state
}

function withoutRecipient<C extends ShipmentContent>(shipment: C): C {
  const hasLabel = shipment.parcels.some(({ label }) => label)
  if (!hasLabel && isErasedAddress(shipment.to)) return shipment
  const parcels = shipment.parcels.map(({ label: _, ...parcel }) => parcel)
  return { ...shipment, to: erasedAddress(shipment.to), parcels }
}

function isSame(a: TrackingEvent, b: TrackingEvent): boolean {
  return (
    a.code === b.code &&
    Date.parse(a.at) === Date.parse(b.at) &&
    a.trackingNumber === b.trackingNumber
  )
}

function checkTransition(shipment: LiveShipment, event: TrackingEvent): void {
  const parcels = shipment.parcels.filter((parcel) => isAbout(event, parcel.trackingNumber))
  if (parcels.length === 0)
    throw refuse('invalid_request', 'no parcel of the shipment has this number')
  const status = statusOfCode[event.code]
  for (const { trackingNumber } of parcels) {
    const latest = latestScan(shipment.events, trackingNumber)
    if (latest && inTime(event, latest) < 0) continue
    const from = statusOfParcel(shipment.events, trackingNumber)
    if (!transitions[from].includes(status)) {
      throw refuse('transition_refused', `${event.code} cannot follow ${from}`)
    }
  }
}

function factsOf(
  before: LiveShipment,
  shipment: LiveShipment,
  scans: readonly TrackingEvent[],
): NewEvent[] {
  const fact = factOf(shipment)
  const { status, handedOverAt, deliveredAt } = shipment
  const updates = scans.map(({ code, at, location, trackingNumber }) =>
    newEvent(TrackingUpdated, {
      ...{ ...fact, status, code, at },
      ...(trackingNumber ? { about: trackingNumber } : {}),
      ...(location ? { location } : {}),
    }),
  )
  const left = handedOverAt && !before.handedOverAt ? [handedOverAt] : []
  const arrived = deliveredAt && !before.deliveredAt ? [deliveredAt] : []
  return [
    ...updates,
    ...left.map((at) => newEvent(ShipmentHandedOver, { ...fact, at })),
    ...arrived.map((at) => newEvent(ShipmentDelivered, { ...fact, at })),
  ]
}

export type Cancellation = {
  readonly orderId: string
  readonly reason: string
  readonly now: string
}

/** Cancels what has not left; leaves a tombstone where nothing is yet; what has left stays as it is. */
export function cancelShipment(
  shipment: ShipmentState | undefined,
  cancellation: Cancellation,
): ShipmentChange {
  const { orderId, reason, now } = cancellation
  const cancelled = { status: 'cancelled', orderId, reason, cancelledAt: now } as const
  if (!shipment) return { next: cancelled, events: [] }
  if (shipment.status === 'cancelled' || shipment.handedOverAt) return undefined
  const { status: _, ...rest } = shipment
  const event = newEvent(ShipmentCancelled, factOf(shipment))
  return { next: { ...cancelled, shipment: rest }, events: [event] }
}
