import { shipmentIdOf } from '@comptoir/contracts/ids'
import type { OrderSnapshot } from '@comptoir/contracts/orders/schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import {
  cancelShipment,
  createShipment,
  type LiveShipment,
  type ShipmentState,
} from './shipment.ts'
import type { Shipments } from './shipment-store.ts'

export type DispatchOptions = {
  readonly shipments: Shipments
  readonly from: LiveShipment['from']
  /** Called with each new shipment, to make its labels. */
  readonly created: (shipment: Document<ShipmentState>) => void
  readonly clock: () => Date
}

export type Dispatch = ReturnType<typeof createDispatch>

/** Creates and cancels shipments; each operation may be repeated, in any order. */
export function createDispatch({ shipments, from, created, clock }: DispatchOptions) {
  async function create(order: OrderSnapshot) {
    const id = shipmentIdOf(order.orderId)
    const { shipment, events } = createShipment(order, { from, now: clock().toISOString() })
    const { document } = await shipments.create(id, shipment, events)
    if (document.data.status === 'pending') created(document)
    return document
  }

  async function cancel(orderId: string, reason: string) {
    const cancellation = { orderId, reason, now: clock().toISOString() }
    return await shipments.upsert(shipmentIdOf(orderId), (state) =>
      cancelShipment(state, cancellation),
    )
  }

  return { create, cancel }
}
