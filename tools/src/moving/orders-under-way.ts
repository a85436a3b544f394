import { OrderStatus, sagaStatuses } from '@comptoir/contracts/orders/schemas'
import { OrderCancellation } from '@comptoir/contracts/orders/view'
import { z } from 'zod'
import type { DocumentLine } from './shop-archive.ts'

const StoredOrder = z.object({
  value: z.object({
    data: z.object({
      status: OrderStatus,
      cancellation: OrderCancellation.pick({ status: true }).optional(),
    }),
  }),
})

const cancelling: ReadonlySet<string> = new Set(['requested', 'refund_pending'])

/** Whether a document of orders is an order that a workflow works on. */
export function isUnderWay(line: DocumentLine): boolean {
  if (!line.key.startsWith('orders:')) return false
  const { status, cancellation } = StoredOrder.parse(line).value.data
  return (
    sagaStatuses.has(status) || (cancellation !== undefined && cancelling.has(cancellation.status))
  )
}
