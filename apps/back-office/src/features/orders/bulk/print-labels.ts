import type { putLabelBatch } from '@comptoir/contracts/shipping/label-routes'
import type { LabelBatch } from '@comptoir/contracts/shipping/label-schemas'
import type { Call } from '@comptoir/site/call'
import { isToSend, shipmentsOf } from './shipments-of.ts'

type Wish = { readonly orderIds: readonly string[]; readonly packingSlips: boolean }

/** Begins a batch with the labels of all shipments of some orders that have not left; null when there is none. */
export async function printLabels(
  call: Call,
  { orderIds, packingSlips }: Wish,
  batchId: string = crypto.randomUUID(),
): Promise<LabelBatch | null> {
  const parcels: { shipmentId: string }[] = []
  // one after the other: a hundred at once would take others their turn
  for (const orderId of orderIds) {
    const toSend = (await shipmentsOf(call, orderId)).filter(isToSend)
    parcels.push(...toSend.map(({ shipmentId }) => ({ shipmentId })))
  }
  if (parcels.length === 0) return null
  return await call<typeof putLabelBatch>('PUT /api/label-batches/{batchId}', {
    params: { batchId },
    body: { parcels, packingSlips },
  })
}
