import { activeEdit } from '../edits/active-edit.ts'
import { isInSaga, type Order } from './order.ts'
import { isCancelRequested } from './order-cancel.ts'

/** The saga that takes an order to its parcel, the one that cancels it on its way, and that of its last edit. */
export type SagaKind = 'order' | 'cancel' | 'edit'

/** The workflow instance that works on an order. */
export function sagaIdOf(order: Order, kind: SagaKind): string {
  const [first, renewed] = [firstSagaId(order, kind), order.sagaIds?.[kind]]
  // of an earlier edit
  const isOlder = kind === 'edit' && !renewed?.startsWith(`${first}-`)
  return (isOlder ? undefined : renewed) ?? first
}

/**
 * Gives a saga that is started again an id of its own. The engine names timers and the answers of steps by instance and
 * number: under the same id, those of the earlier run, which a scheduler may hold for long, would reach the new one.
 */
export function renewSagaId(order: Order, kind: SagaKind, at: string): Order {
  const run = Date.parse(at).toString(36)
  const id = `${firstSagaId(order, kind)}-${run}`
  return { ...order, sagaIds: { ...order.sagaIds, [kind]: id } }
}

/** When the instance that works on an order was asked for. */
export function sagaAskedAt(order: Order, kind: SagaKind): Date {
  const run = sagaIdOf(order, kind).slice(firstSagaId(order, kind).length + 1)
  if (run) return new Date(Number.parseInt(run, 36))
  const confirmedAt = kind === 'edit' ? lastEdit(order)?.confirmedAt : undefined
  if (confirmedAt) return new Date(confirmedAt)
  return new Date((kind === 'cancel' && order.cancellation?.at) || order.placedAt)
}

function firstSagaId(order: Order, kind: SagaKind): string {
  const { orderId } = order
  if (kind === 'edit') return editSagaIdOf(orderId, lastEdit(order)?.number ?? 0)
  return kind === 'order' ? orderId : `${orderId}-cancel`
}

const editSagaIdOf = (orderId: string, number: number) => `${orderId}-edit${number}`

const lastEdit = ({ edits = [] }: Order) => edits.findLast(({ confirmedAt }) => confirmedAt)

/** All instances that may have a history. */
export const sagaIdsOf = (order: Order): string[] => [
  ...new Set([
    sagaIdOf(order, 'order'),
    sagaIdOf(order, 'cancel'),
    ...(order.edits ?? []).map(({ number }) => editSagaIdOf(order.orderId, number)),
    ...(lastEdit(order) ? [sagaIdOf(order, 'edit')] : []),
  ]),
]

/** The saga that works on an order now; none when nothing is left to do, or nothing is being done. */
export function sagaAtWork(order: Order): SagaKind | undefined {
  if (activeEdit(order)) return 'edit'
  if (isInSaga(order)) return 'order'
  return order.status === 'processing' && isCancelRequested(order) ? 'cancel' : undefined
}
