import { shipmentIdOf } from '@comptoir/contracts/ids'
import type { OrderSnapshot } from '@comptoir/contracts/orders/schemas'
import type { FurtherShipment, ShipmentAmendment } from '@comptoir/contracts/shipping/schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import { refuse } from '@comptoir/service/problems/refusal'
import { carriedBy } from '../tariffs/shipping-rate.ts'
import type { TariffStore } from '../tariffs/tariff-store.ts'
import { amendShipment } from './amendment.ts'
import { furtherShipment, isSameShipment } from './further-shipment.ts'
import {
  awaitsLabels,
  cancelShipment,
  contentOf,
  createShipment,
  type LiveShipment,
  type ShipmentChange,
  type ShipmentState,
} from './shipment.ts'
import type { Shipments } from './shipment-store.ts'

export type DispatchOptions = {
  readonly shipments: Shipments
  readonly from: LiveShipment['from']
  readonly tariffs: Pick<TariffStore, 'current'>
  /** Called with each shipment that awaits labels. */
  readonly created: (shipment: Document<ShipmentState>) => void
  readonly clock: () => Date
}

export type Dispatch = ReturnType<typeof createDispatch>

/** Creates and cancels shipments; each operation may be repeated, in any order. */
export function createDispatch({ shipments, from, tariffs, created, clock }: DispatchOptions) {
  async function create(order: OrderSnapshot) {
    const id = shipmentIdOf(order.orderId)
    const { shippingLine, shippingAddress: to } = order
    const carried = carriedBy(await tariffs.current(), shippingLine.optionId, to)
    const origin = { from, carriedBy: carried, now: clock().toISOString() }
    const { shipment, events } = createShipment(order, origin)
    const { document } = await shipments.create(id, shipment, events)
    if (awaitsLabels(document.data)) created(document)
    return document
  }

  /** The further shipment of an id, made once; 404 without a first one, a conflict when the id is something else's. */
  async function createFurther(shipmentId: string, asked: FurtherShipment) {
    const first = (await shipments.get(shipmentIdOf(asked.orderId)))?.data
    const content = first && contentOf(first)
    if (!content) throw refuse('not_found', 'the order has no shipment')
    const further = { ...asked, shipmentId, now: clock().toISOString() }
    const { shipment, events } = furtherShipment(content, further)
    const { document } = await shipments.create(shipmentId, shipment, events)
    const known = contentOf(document.data)
    if (!known || !isSameShipment(known, asked))
      throw refuse('conflict', `${shipmentId} is another shipment`)
    if (awaitsLabels(document.data)) created(document)
    return document
  }

  /** Changes a shipment, and makes the labels that it then lacks. */
  async function change(
    shipmentId: string,
    rule: (state: ShipmentState, now: string) => ShipmentChange,
  ) {
    const now = clock().toISOString()
    const document = await shipments.update(shipmentId, (state) => rule(state, now))
    if (awaitsLabels(document.data)) created(document)
    return document
  }

  /** Packs a shipment anew for an edited order. */
  async function amend(shipmentId: string, amendment: ShipmentAmendment & { number: number }) {
    const carried = carriedBy(await tariffs.current(), amendment.optionId, amendment.to)
    const asked = { ...amendment, carriedBy: carried }
    return await change(shipmentId, (state, now) => amendShipment(state, asked, now))
  }

  /** The first shipment of an order unless another one is named. */
  async function cancel(orderId: string, reason: string, shipmentId = shipmentIdOf(orderId)) {
    const cancellation = { orderId, reason, now: clock().toISOString() }
    return await shipments.upsert(shipmentId, (state) => cancelShipment(state, cancellation))
  }

  return { create, createFurther, change, amend, cancel }
}
