import type { Order } from './order.ts'

/** The saga that takes an order to its parcel, and the one that cancels it on its way. */
export type SagaKind = 'order' | 'cancel'

/** The workflow instance that works on an order. */
export function sagaIdOf({ orderId, sagaIds }: Order, kind: SagaKind): string {
  return sagaIds?.[kind] ?? firstSagaId(orderId, kind)
}

/**
 * Gives a saga that is started again an id of its own. The engine names timers and the answers of steps by instance and
 * number: under the same id, those of the earlier run, which a scheduler may hold for long, would reach the new one.
 */
export function renewSagaId(order: Order, kind: SagaKind, at: string): Order {
  const run = Date.parse(at).toString(36)
  const id = `${firstSagaId(order.orderId, kind)}-${run}`
  return { ...order, sagaIds: { ...order.sagaIds, [kind]: id } }
}

/** When the instance that works on an order was asked for. */
export function sagaAskedAt(order: Order, kind: SagaKind): Date {
  const run = order.sagaIds?.[kind]?.slice(firstSagaId(order.orderId, kind).length + 1)
  if (run) return new Date(Number.parseInt(run, 36))
  return new Date((kind === 'cancel' && order.cancellation?.at) || order.placedAt)
}

function firstSagaId(orderId: string, kind: SagaKind): string {
  return kind === 'order' ? orderId : `${orderId}-cancel`
}
