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
  const { orderId, number: orderNumber, userId, shippingLine, shippingAddress: to } = order
  const { optionId, name: serviceName } = shippingLine
  const lines = order.lines.map((line) => {
    const { sku, title, quantity, weightGrams } = line
    return { sku, title, quantity, weightGrams }
  })
  const parcels = packParcels(lines, heaviestParcelGrams).map((parcel, index) => ({
    ...parcel,
    trackingNumber: trackingNumberOf(shipmentId, index),
  }))
  const shipment: LiveShipment = {
    ...{ status: 'pending', shipmentId, orderId, orderNumber, userId, optionId, serviceName },
    ...{ from, to, lines, parcels, events: [], createdAt: now },
    carrierCode: optionOf(optionId)?.carrier.code ?? 'unknown',
    trackingNumber: trackingNumberOf(shipmentId, 0),
  }
  return { shipment, events: [newEvent(ShipmentCreated, factOf(shipment))] }
}

function factOf(shipment: ShipmentContent) {
  const { orderId, shipmentId, trackingNumber } = shipment
  return { orderId, shipmentId, trackingNumber, parcels: parcelStatuses(shipment) }
}

/** Where each parcel is. */
export function parcelStatuses({ parcels, events }: ShipmentContent) {
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
  return recordTracking({ ...shipment, parcels }, [{ code: 'label_created', at: now }], now)
}

/** What is known of a shipment, also of one that was cancelled: nothing when the cancel came first. */
export const contentOf = (state: ShipmentState): ShipmentContent | undefined =>
  state.status === 'cancelled' ? state.shipment : state

/** The files of its labels. */
export const labelsOf = (state: ShipmentState): string[] =>
  (contentOf(state)?.parcels ?? []).flatMap(({ label }) => label?.sha256 ?? [])

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
  const numbers = shipment.parcels.map((parcel) => parcel.trackingNumber)
  const status = statusOfShipment(events, numbers)
  const left = isHandedOver(statusOfCode[event.code]) && !shipment.handedOverAt
  const arrived = status === 'delivered' && !shipment.deliveredAt
  return {
    ...shipment,
    ...{ status, events },
    ...(left && { handedOverAt: event.at }),
    ...(arrived && { deliveredAt: event.at }),
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
  const isAtOnce = Date.parse(a.at) === Date.parse(b.at)
  return isAtOnce && a.code === b.code && a.trackingNumber === b.trackingNumber
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
  const events = scans.map(({ code, at, location, trackingNumber: about }) =>
    newEvent(TrackingUpdated, { ...fact, status, code, at, about, location }),
  )
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
