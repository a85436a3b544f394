import type { Shipment } from '@comptoir/contracts/shipping/schemas'
import type { Call } from '@comptoir/site/call'
import { handOverParcel } from '../../../ui/parcels/hand-over-parcel.ts'
import { readyParcels } from '../../../ui/parcels/ready-parcels.ts'
import { shipmentsOf } from './shipments-of.ts'

type Wish = {
  readonly orderIds: readonly string[]
  /** When the carrier took them: repeated with the same moment, it counts once. */
  readonly at: string
  /** Says on an order that its parcels left, and why. */
  readonly note: (orderId: string) => Promise<void>
}

export type HandedOver = {
  /** Shipments of which all that was ready left. */
  readonly shipments: number
  /** Shipments of which something that was ready did not. */
  readonly failed: number
  /** Orders with nothing that is ready, or that could not be read. */
  readonly without: number
}

/** Says of all parcels of some orders that are ready that the carrier took them, and why, as a note on each order. */
export async function handOver(call: Call, { orderIds, at, note }: Wish): Promise<HandedOver> {
  const sum = { shipments: 0, failed: 0, without: 0 }
  for (const orderId of orderIds) {
    const ready = await readyOf(call, orderId).catch(() => [])
    if (ready.length === 0) sum.without += 1
    let left = 0
    for (const shipment of ready) {
      const outcome = await handOverOne(call, shipment, at)
      left += outcome.left
      if (outcome.isWhole) sum.shipments += 1
      else sum.failed += 1
    }
    if (left > 0) await note(orderId)
  }
  return sum
}

async function readyOf(call: Call, orderId: string): Promise<readonly Shipment[]> {
  const shipments = await shipmentsOf(call, orderId)
  return shipments.filter((shipment) => readyParcels(shipment).length > 0)
}

/** Parcel by parcel: others of the shipment may be held, or still without a label. */
async function handOverOne(call: Call, shipment: Shipment, at: string) {
  const { shipmentId } = shipment
  const parcels = readyParcels(shipment)
  let left = 0
  for (const { trackingNumber } of parcels) {
    if (await handOverParcel(call, { shipmentId, trackingNumber, at })) left += 1
  }
  return { left, isWhole: left === parcels.length }
}
