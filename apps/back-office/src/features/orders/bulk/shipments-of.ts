import type { listShipments } from '@comptoir/contracts/shipping/routes'
import type { Shipment } from '@comptoir/contracts/shipping/schemas'
import type { Call } from '@comptoir/site/call'

const still: readonly Shipment['status'][] = ['pending', 'label_created']

/** Whether something of it is here, on its way to the customer. */
export const isToSend = ({ status, purpose }: Pick<Shipment, 'status' | 'purpose'>): boolean =>
  purpose !== 'return' && still.includes(status)

/** All shipments of an order. */
export async function shipmentsOf(call: Call, orderId: string): Promise<readonly Shipment[]> {
  const { items } = await call<typeof listShipments>('GET /api/shipments', {
    query: { orderId, limit: 100 },
  })
  return items
}
