import { eventually, newKey } from '../../../src/api.ts'
import { sell } from '../../../src/shopper.ts'
import { deliver, orderOf } from '../account.ts'
import type { Shop } from '../test.ts'

type ShownParcel = {
  trackingNumber: string
  status: string
  heldAt?: string
  label?: object
  lines: { sku: string; quantity: number }[]
}
type ShownShipment = { shipmentId: string; status: string; parcels: ShownParcel[] }
type ShownReturn = {
  returnId: string
  status: string
  refund?: { status: string }
  ending?: { reason: string }
}

/** The first shipment of an order, once it is as it is wanted. */
export async function shipmentOf(
  { api, staff }: Shop,
  orderId: string,
  isDone: (shipment: ShownShipment) => boolean,
): Promise<ShownShipment> {
  const token = await staff()
  const path = `GET /api/shipments?orderId=${orderId}`
  const shipment = await eventually(
    `the shipment of ${orderId}`,
    async () => (await api<{ items: ShownShipment[] }>(path, { token })).body.items?.[0],
    (found) => found !== undefined && isDone(found),
  )
  if (!shipment) throw new Error(`no shipment of ${orderId}`)
  return shipment
}

export const hasLabel = ({ status }: ShownShipment) => status === 'label_created'

/** A paid order whose parcel has its label. */
export async function readyShipment(shop: Shop, quantity = 1) {
  const token = await shop.staff()
  const sku = await sell(shop.api, token, { price: 1_500, stock: quantity })
  const { order } = await orderOf(shop, { sku, quantity })
  const { shipmentId } = await shipmentOf(shop, order.orderId, hasLabel)
  const read = async () =>
    (await shop.api<ShownShipment>(`GET /api/shipments/${shipmentId}`, { token })).body
  return { sku, order, shipmentId, read }
}

/** A customer asks to send delivered goods back. */
export async function requestedReturn(shop: Shop, quantity: number) {
  const sku = await sell(shop.api, await shop.staff(), { price: 2_000, stock: 5 })
  const bought = await orderOf(shop, { sku, quantity })
  await deliver(shop, bought)
  const { order, shopper } = bought
  const { token } = shopper
  const { body } = await shop.api<ShownReturn>(`POST /api/orders/${order.orderId}/returns`, {
    ...{ token, key: newKey() },
    body: { lines: [{ sku, quantity, reason: 'damaged', note: 'Cassé à l’arrivée' }] },
  })
  const { returnId } = body
  const read = async () =>
    (await shop.api<ShownReturn>(`GET /api/returns/${returnId}`, { token })).body
  return { sku, order, shopper, returnId, read }
}
