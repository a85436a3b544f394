import { newEvent } from '@comptoir/contracts/event'
import { ShipmentCreated } from '@comptoir/contracts/shipping/events'
import type { FurtherShipment } from '@comptoir/contracts/shipping/schemas'
import { refuse } from '@comptoir/service/problems/refusal'
import { packParcels } from './parcels.ts'
import { factOf, heaviestParcelOf, type LiveShipment } from './shipment.ts'
import type { ShipmentContent } from './stored-shipment.ts'
import { trackingNumberOf } from './tracking-number.ts'

type Further = FurtherShipment & { readonly shipmentId: string; readonly now: string }

/** A further shipment of an order, by the way of its first one; a return goes the other way. */
export function furtherShipment(first: ShipmentContent, further: Further) {
  const { shipmentId, purpose, replaces, reservationId, now } = further
  const { orderId, orderNumber, userId, carrierCode, optionId, serviceName, from, to } = first
  const { carrierName, maxParcelGrams, pickupPoint, locale } = first
  const lines = further.lines.map((line, index) => shippedLine(first, line, index))
  // what goes back goes to the shop, whoever sold it
  const packed = purpose === 'return' ? lines.map(withoutVendor) : lines
  const parcels = packParcels(packed, heaviestParcelOf(first)).map((parcel, index) => ({
    ...parcel,
    trackingNumber: trackingNumberOf(shipmentId, index),
  }))
  const ends = purpose === 'return' ? { from: to, to: from } : { from, to }
  const shipment: LiveShipment = {
    ...{ status: 'pending', shipmentId, orderId, orderNumber, userId, carrierCode, optionId },
    ...{ serviceName, ...ends, lines, parcels, events: [], createdAt: now, purpose },
    trackingNumber: trackingNumberOf(shipmentId, 0),
    ...(carrierName && { carrierName }),
    ...(maxParcelGrams && { maxParcelGrams }),
    ...(pickupPoint && purpose !== 'return' && { pickupPoint }),
    ...(locale && { locale }),
    ...(replaces && { replaces }),
    ...(reservationId && { reservationId }),
  }
  return { shipment, events: [newEvent(ShipmentCreated, factOf(shipment))] }
}

function shippedLine(first: ShipmentContent, line: Further['lines'][number], index: number) {
  const { sku, quantity } = line
  const known = first.lines.find((one) => one.sku === sku)
  const title = line.title ?? known?.title
  const weightGrams = line.weightGrams ?? known?.weightGrams
  const vendorId = line.vendorId ?? known?.vendorId
  if (title && weightGrams !== undefined)
    return { sku, quantity, title, weightGrams, ...(vendorId && { vendorId }) }
  const message = `${sku} is not in the first shipment: it needs a title and a weight`
  const errors = [{ field: `lines.${index}`, code: 'unknown_line', message }]
  throw refuse('invalid_request', message, { errors })
}

const withoutVendor = ({ vendorId: _, ...line }: LiveShipment['lines'][number]) => line

/** Whether a shipment that is there is the one that is asked for again. */
export const isSameShipment = (
  known: ShipmentContent,
  { orderId, purpose, lines }: FurtherShipment,
): boolean =>
  known.orderId === orderId &&
  known.purpose === purpose &&
  known.lines.length === lines.length &&
  lines.every(({ sku, quantity }) =>
    known.lines.some((line) => line.sku === sku && line.quantity === quantity),
  )
