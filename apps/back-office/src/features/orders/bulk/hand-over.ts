import type { addOrderNote } from '@comptoir/contracts/orders/staff-routes'
import type { addTrackingEvent } from '@comptoir/contracts/shipping/routes'
import type { Call } from '@comptoir/site/call'
import { shipmentsOf } from './shipments-of.ts'

type Wish = {
  readonly orderIds: readonly string[]
  /** When the carrier took them: repeated with the same moment, it counts once. */
  readonly at: string
  readonly note: string
  readonly key: string
}

export type HandedOver = { readonly shipments: number; readonly failed: number }

/** Says of all labelled shipments of some orders that the carrier took them, and why, as a note on each order. */
export async function handOver(call: Call, { orderIds, at, note, key }: Wish): Promise<HandedOver> {
  let shipments = 0
  let failed = 0
  for (const orderId of orderIds) {
    const taken = await handOverOne(call, orderId, at).catch(() => 0)
    shipments += taken
    if (taken === 0) failed += 1
    else await write(call, { orderId, note, key })
  }
  return { shipments, failed }
}

async function handOverOne(call: Call, orderId: string, at: string): Promise<number> {
  const labelled = (await shipmentsOf(call, orderId)).filter(
    ({ status }) => status === 'label_created',
  )
  for (const { shipmentId } of labelled) {
    await call<typeof addTrackingEvent>('POST /api/shipments/{shipmentId}/tracking-events', {
      params: { shipmentId },
      body: { code: 'handed_over', at },
    })
  }
  return labelled.length
}

type Note = Pick<Wish, 'note' | 'key'> & { readonly orderId: string }

/** The parcels have left: a note that is lost does not call them back. */
async function write(call: Call, { orderId, note, key }: Note): Promise<void> {
  await call<typeof addOrderNote>('POST /api/orders/{orderId}/notes', {
    params: { orderId },
    headers: { 'idempotency-key': `${key}-${orderId}` },
    body: { text: note },
  }).catch(() => undefined)
}
