import type { Shipment } from '@comptoir/contracts/shipping/schemas'
import { type OrderFile, sumBySku } from '../order-file.ts'

/**
 * What is in the parcels of an order is what was ordered, each unit once; what replaces a parcel is what was in it. A shipment
 * that was cancelled holds nothing.
 */
export function parcelLineFaults({ order, shipment, further }: OrderFile): string[] {
  const known = [...(shipment ? [shipment] : []), ...further]
  const resent = further.filter(({ purpose, status }) => purpose === 'resend' && isLive(status))
  return [
    ...(shipment && isLive(shipment.status)
      ? differences(shipment.shipmentId, contentsOf(shipment), sumBySku(order.lines))
      : []),
    ...resent.flatMap((one) =>
      differences(one.shipmentId, contentsOf(one), replacedBy(one, known)),
    ),
  ]
}

const isLive = (status: Shipment['status']): boolean => status !== 'cancelled'

const contentsOf = ({ parcels }: Shipment) =>
  sumBySku(parcels.filter(({ cancelledAt }) => !cancelledAt).flatMap(({ lines }) => lines))

function replacedBy({ replaces }: Shipment, known: readonly Shipment[]) {
  const replaced = known.find(({ shipmentId }) => shipmentId === replaces?.shipmentId)
  return sumBySku(replaced?.parcels[(replaces?.parcel ?? 0) - 1]?.lines ?? [])
}

type Sums = ReadonlyMap<string, number>

function differences(shipmentId: string, found: Sums, wanted: Sums): string[] {
  return [...new Set([...found.keys(), ...wanted.keys()])].flatMap((sku) => {
    const [has, needs] = [found.get(sku) ?? 0, wanted.get(sku) ?? 0]
    return has === needs ? [] : [`${shipmentId} holds ${has} of ${sku} instead of ${needs}`]
  })
}

const openOf = ({ parcels }: Shipment) =>
  parcels.filter(
    ({ status, resolution }) =>
      status !== 'delivered' && status !== 'cancelled' && resolution?.status !== 'done',
  )

/** Each parcel has arrived, or what follows instead is done. */
export const isSettled = (shipment: Shipment | undefined): boolean =>
  shipment !== undefined && openOf(shipment).length === 0

/** An order is delivered when it is settled. */
export function settlementFaults({ order, shipment }: OrderFile): string[] {
  if (order.status !== 'delivered' || !shipment) return []
  const open = openOf(shipment)
  return open.map(({ trackingNumber, status }) => `delivered, but ${trackingNumber} is ${status}`)
}
