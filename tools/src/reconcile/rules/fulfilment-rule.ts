import { isEditing, isMoving, type OrderFile, sumBySku } from '../order-file.ts'
import { isSettled, parcelLineFaults, settlementFaults } from './parcel-rule.ts'

/** Reservation, stock movements and parcel of an order against where it is. */
export function goodsFaults(file: OrderFile): string[] {
  const isStill = !isEditing(file.order)
  return [
    ...reservationFaults(file),
    ...(isMoving(file) ? [] : movementFaults(file)),
    ...parcelFaults(file),
    ...(isStill ? parcelLineFaults(file) : []),
    ...calledBackFaults(file),
    ...settlementFaults(file),
    ...refundedFaults(file),
  ]
}

const reservations: Readonly<Record<OrderFile['stage'], readonly string[]>> = {
  open: ['unknown', 'reserved', 'secured', 'expired', 'refused'],
  confirmed: ['secured', 'committed'],
  fulfilled: ['committed'],
  ended: ['unknown', 'released', 'restocked', 'expired', 'refused', 'cancelled'],
}

function reservationFaults({ order, stage, reservation }: OrderFile): string[] {
  const isWrittenOff = stage === 'ended' && order.cancellation?.restock === false
  const fits = isWrittenOff ? [...reservations[stage], 'committed'] : reservations[stage]
  return fits.includes(reservation)
    ? []
    : [`${order.status}, but its reservation is ${reservation}`]
}

/** What left the shelves: all lines once when the reservation is committed, and again what replaces a parcel. */
function movementFaults({ order, reservation, moved, further }: OrderFile): string[] {
  const again = further.filter(({ reservationId }) => reservationId).flatMap(({ lines }) => lines)
  const sold = sumBySku([...(reservation === 'committed' ? order.lines : []), ...again])
  const skus = new Set([...sold.keys(), ...moved.keys()])
  return [...skus].flatMap((sku) => {
    const wanted = 0 - (sold.get(sku) ?? 0)
    const found = moved.get(sku) ?? 0
    return found === wanted ? [] : [`${sku} moved by ${found} instead of ${wanted}`]
  })
}

const failed = ['exception', 'returned_to_sender', 'lost', 'damaged']
const gone = ['in_transit', 'out_for_delivery', 'delivered', ...failed]
const parcels: Readonly<Record<string, readonly string[]>> = {
  pending: ['none'],
  awaiting_payment: ['none'],
  confirmed: ['none', 'pending', 'label_created', ...gone],
  processing: ['pending', 'label_created', ...gone],
  partially_shipped: ['pending', 'label_created', ...gone],
  shipped: gone,
  partially_delivered: ['pending', 'label_created', ...gone],
  delivered: ['delivered', ...failed],
  completed: gone,
  rejected: ['none', 'cancelled'],
  expired: ['none', 'cancelled'],
  cancelled: ['none', 'cancelled'],
}

function parcelFaults({ order, shipment }: OrderFile): string[] {
  const status = shipment?.status ?? 'none'
  const fits = parcels[order.status]?.includes(status)
  // what turns up after its loss was settled travels on: nobody waits for it any more
  const isFound = order.status === 'delivered' && gone.includes(status) && isSettled(shipment)
  return fits || isFound ? [] : [`${order.status}, but its parcel is ${status}`]
}

/** What has left cannot be cancelled any more. */
function calledBackFaults({ shipment, further }: OrderFile): string[] {
  const left = [...(shipment ? [shipment] : []), ...further].filter(
    ({ status, handedOverAt }) => status === 'cancelled' && handedOverAt !== undefined,
  )
  return left.map(({ shipmentId }) => `${shipmentId} has left, and is cancelled`)
}

/** An order whose money went back whole before it was sent is stopped, unless staff let it leave. */
function refundedFaults({ order }: OrderFile): string[] {
  if (order.status !== 'processing' || order.paymentStatus !== 'refunded') return []
  if (order.payment.goods?.keepShipping || order.cancellation) return []
  return ['refunded whole, and its parcel is not stopped']
}
