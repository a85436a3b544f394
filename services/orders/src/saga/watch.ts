import { walk } from '@comptoir/dapr/documents/walk'
import { repeat, type Stop } from '@comptoir/dapr/host/background'
import type { Logger } from '@comptoir/service/observability/log'
import { isInSaga, move, type Order } from '../order/order.ts'
import { isCancelRequested } from '../order/order-cancel.ts'
import type { Orders } from '../order/order-store.ts'
import { cancelSagaId } from './contract.ts'
import type { SagaControl } from './control.ts'

export type WatchDeps = {
  readonly orders: Orders
  readonly sagas: Pick<SagaControl, 'startOrderSaga' | 'startCancelSaga'>
  /** Whether the saga of that instance id is running. */
  readonly isRunning: (instanceId: string) => Promise<boolean>
  readonly clock: () => Date
  readonly log: Logger
  /** How long an order stays in a state before its saga is looked at. */
  readonly unattendedMs: { readonly pending: number; readonly others: number }
  /** Gives back what is held of an order that has ended. */
  readonly refundRest: (orderId: string) => Promise<unknown>
  readonly returnWindowDays: number
}

const dayMs = 86_400_000

/**
 * Sees to orders that nobody attends to: a saga whose start was lost or that failed starts again (its steps look
 * at the document first), and a delivered order is completed when its return window is over.
 */
export function startSagaWatch(deps: WatchDeps, everyMs: number): Stop {
  return repeat({
    name: 'saga watch',
    everyMs,
    log: deps.log,
    run: (signal) => watchOnce(deps, signal),
  })
}

/** One round of the watch. */
export async function watchOnce(deps: WatchDeps, signal?: AbortSignal): Promise<void> {
  const { pending, others } = deps.unattendedMs
  const rounds = [
    { key: 'pending', longerThanMs: pending, see: attend },
    { key: 'awaiting_payment', longerThanMs: others, see: attend },
    { key: 'confirmed', longerThanMs: others, see: attend },
    { key: 'cancelling', longerThanMs: pending, see: attendCancel },
    { key: 'owing', longerThanMs: others, see: giveBack },
    { key: 'delivered', longerThanMs: deps.returnWindowDays * dayMs, see: complete },
  ]
  for (const round of rounds) await each(deps, round, signal)
}

type Round = {
  readonly key: string
  readonly longerThanMs: number
  readonly see: (deps: WatchDeps, order: Order) => Promise<void>
}

/** All orders that have been in a state for so long. One that cannot be seen to does not keep the others from it. */
async function each(deps: WatchDeps, { key, longerThanMs, see }: Round, signal?: AbortSignal) {
  const { orders: collection, clock, log } = deps
  const max = clock().getTime() - longerThanMs
  for await (const { data } of walk({ collection, index: 'since', key, max })) {
    if (signal?.aborted) return
    await see(deps, data).catch((error: unknown) =>
      log.warn({ err: error, orderId: data.orderId }, 'could not be seen to'),
    )
  }
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

/** A refund that nobody asked for: the answer was lost, or a dispute was won after the order had ended. */
const giveBack = async ({ refundRest }: WatchDeps, { orderId }: Order): Promise<void> => {
  await refundRest(orderId)
}

async function complete({ orders, clock }: WatchDeps, { orderId }: Order): Promise<void> {
  const at = clock().toISOString()
  await orders.change(orderId, (order) =>
    order.status === 'delivered' ? move(order, 'completed', { at }) : order,
  )
}
