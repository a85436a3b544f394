import { repeat, type Stop } from '@comptoir/dapr/background'
import type { Logger } from '@comptoir/service/log'
import { isInSaga, move, type Order } from './order.ts'
import { isCancelRequested } from './order-cancel.ts'
import type { Orders } from './order-store.ts'
import { cancelSagaId } from './saga-contract.ts'
import type { SagaControl } from './saga-control.ts'

export type WatchDeps = {
  readonly orders: Orders
  readonly sagas: Pick<SagaControl, 'startOrderSaga' | 'startCancelSaga'>
  /** Whether the saga of that instance id is running. */
  readonly isRunning: (instanceId: string) => Promise<boolean>
  readonly clock: () => Date
  readonly log: Logger
  /** How long an order stays in a state before its saga is looked at. */
  readonly unattendedMs: { readonly pending: number; readonly others: number }
  readonly returnWindowDays: number
}

const pageSize = 100
const dayMs = 86_400_000

/**
 * Sees to orders that nobody attends to: a saga whose start was lost or that failed starts again (its steps look
 * at the document first), and a delivered order is completed when its return window is over.
 */
export function startSagaWatch(deps: WatchDeps, everyMs: number): Stop {
  return repeat({ name: 'saga watch', everyMs, log: deps.log, run: () => watchOnce(deps) })
}

/** One round of the watch. */
export async function watchOnce(deps: WatchDeps): Promise<void> {
  const { unattendedMs, returnWindowDays } = deps
  await each(deps, await since(deps, 'pending', unattendedMs.pending), attend)
  for (const status of ['awaiting_payment', 'confirmed'] as const) {
    await each(deps, await since(deps, status, unattendedMs.others), attend)
  }
  await each(deps, await since(deps, 'cancelling', unattendedMs.pending), attendCancel)
  await each(deps, await since(deps, 'delivered', returnWindowDays * dayMs), complete)
}

/** One order that cannot be seen to does not keep the others from it. */
async function each(
  deps: WatchDeps,
  orders: readonly Order[],
  see: (deps: WatchDeps, order: Order) => Promise<void>,
): Promise<void> {
  for (const order of orders) {
    await see(deps, order).catch((error: unknown) =>
      deps.log.warn({ err: error, orderId: order.orderId }, 'could not be seen to'),
    )
  }
}

/** The orders that have been in a state for longer than that. */
async function since({ orders, clock }: WatchDeps, key: string, ms: number): Promise<Order[]> {
  const ids = await orders.ids('since', key, { max: clock().getTime() - ms, limit: pageSize })
  const documents = await orders.getMany(ids)
  return documents.map(({ data }) => data)
}

async function attend({ sagas, isRunning, log }: WatchDeps, order: Order): Promise<void> {
  if (!isInSaga(order) || (await isRunning(order.orderId))) return
  log.warn({ orderId: order.orderId, status: order.status }, 'starting the saga again')
  await sagas.startOrderSaga(order)
}

/** A cancel waits for a saga: until `processing` for the order's own. */
async function attendCancel(deps: WatchDeps, order: Order): Promise<void> {
  const { sagas, isRunning } = deps
  if (isInSaga(order)) return await attend(deps, order)
  if (order.status !== 'processing' || !isCancelRequested(order)) return
  if (!(await isRunning(cancelSagaId(order.orderId)))) await sagas.startCancelSaga(order)
}

async function complete({ orders, clock }: WatchDeps, { orderId }: Order): Promise<void> {
  const at = clock().toISOString()
  await orders.change(orderId, (order) =>
    order.status === 'delivered' ? move(order, 'completed', { at }) : order,
  )
}
