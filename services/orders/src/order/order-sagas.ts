import { activeEdit } from '../edits/active-edit.ts'
import { isInSaga, type Order } from './order.ts'
import { isCancelRequested } from './order-cancel.ts'

/** The saga that takes an order to its parcel, the one that cancels it on its way, and that of its last edit. */
export type SagaKind = 'order' | 'cancel' | 'edit'

/** The workflow instance that works on an order. */
export function sagaIdOf(order: Order, kind: SagaKind): string {
  return (
    (kind === 'edit' ? renewedEditOf(order) : order.sagaIds?.[kind]) ?? firstSagaId(order, kind)
  )
}

/** The id of a run after the first is kept with its edit; orders of before kept one, of any of their edits. */
function renewedEditOf(order: Order): string | undefined {
  const kept = order.sagaIds?.edit
  const isOfLast = kept?.startsWith(`${firstSagaId(order, 'edit')}-`)
  return lastEdit(order)?.sagaId ?? (isOfLast ? kept : undefined)
}

/**
 * Gives a saga that is started again an id of its own. The engine names timers and the answers of steps by instance and
 * number: under the same id, those of the earlier run, which a scheduler may hold for long, would reach the new one.
 */
export function renewSagaId(order: Order, kind: SagaKind, at: string): Order {
  const run = Date.parse(at).toString(36)
  const sagaId = `${firstSagaId(order, kind)}-${run}`
  if (kind !== 'edit') return { ...order, sagaIds: { ...order.sagaIds, [kind]: sagaId } }
  const last = lastEdit(order)
  const edits = order.edits?.map((edit) => (edit === last ? { ...edit, sagaId } : edit))
  return { ...order, edits }
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

/** All instances that may have a history: an edit that was only previewed never had one. */
export const sagaIdsOf = (order: Order): string[] => [
  ...new Set([
    sagaIdOf(order, 'order'),
    sagaIdOf(order, 'cancel'),
    ...(order.edits ?? [])
      .filter(({ confirmedAt }) => confirmedAt)
      .flatMap(({ number, sagaId }) => [editSagaIdOf(order.orderId, number), sagaId ?? []].flat()),
    ...(order.sagaIds?.edit ? [order.sagaIds.edit] : []),
  ]),
]

/** The saga that works on an order now; none when nothing is left to do, or nothing is being done. */
export function sagaAtWork(order: Order): SagaKind | undefined {
  if (activeEdit(order)) return 'edit'
  if (isInSaga(order)) return 'order'
  return order.status === 'processing' && isCancelRequested(order) ? 'cancel' : undefined
}
