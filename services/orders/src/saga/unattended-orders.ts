import { setTimeout as sleep } from 'node:timers/promises'
import { walk } from '@comptoir/dapr/documents/walk'
import { repeat, type Stop } from '@comptoir/dapr/host/background'
import type { Deps } from '../deps.ts'
import { activeEdit } from '../edits/active-edit.ts'
import { hasFailed, isInSaga, move, type Order } from '../order/order.ts'
import { refuseCancel } from '../order/order-cancel.ts'
import {
  renewSagaId,
  type SagaKind,
  sagaAskedAt,
  sagaAtWork,
  sagaIdOf,
} from '../order/order-sagas.ts'
import { isAttended as isSagaAttended } from './overdue-saga.ts'

type WatchDeps = Pick<Deps, 'orders' | 'clock' | 'log' | 'settings'> & {
  readonly sagas: Omit<Deps['sagas'], 'startReturnSaga' | 'signalReturn'>
  /** How long an order may stay in a status before its saga is looked for. */
  readonly unattendedSeconds: number
  /** Refunds what is held of an order that has failed. */
  readonly refundLate: (orderId: string) => Promise<unknown>
}

type RenewDeps = Pick<WatchDeps, 'orders' | 'sagas' | 'clock' | 'log'>

const daySeconds = 86_400
/** A new order whose start was lost, and a cancel that waits: a person waits for them. */
const urgentSeconds = 5
/**
 * Looks for orders that nothing works on. A saga whose start was lost, or that failed, is started again: its steps read
 * the order first. So is one that runs by its state and takes no turn: its timer, or the answer of a step, was lost. A
 * delivered order is completed when the return window that it was promised is over; it may still be returned where the shop
 * gives longer since.
 */
export function startSagaWatch(deps: WatchDeps, everyMs: number): Stop {
  const run = (signal: AbortSignal) => watchOnce(deps, signal)
  return repeat({ name: 'saga watch', everyMs, log: deps.log, run })
}

/** One round of the watch. */
export async function watchOnce(deps: WatchDeps, signal?: AbortSignal): Promise<void> {
  const { unattendedSeconds: others, settings } = deps
  const { returnWindowDays } = settings().returns
  const rounds = [
    { key: 'pending', longerThanSeconds: urgentSeconds, act: restart },
    { key: 'awaiting_payment', longerThanSeconds: others, act: restart },
    { key: 'confirmed', longerThanSeconds: others, act: restart },
    { key: 'editing', longerThanSeconds: urgentSeconds, act: restartEdit },
    { key: 'cancelling', longerThanSeconds: urgentSeconds, act: restartCancel },
    // nobody asked for this refund: an answer was lost, or a dispute was won after the order had failed
    { key: 'owing', longerThanSeconds: others, act: refund },
    { key: 'returnable', longerThanSeconds: 0, act: complete },
    // of before
    { key: 'delivered', longerThanSeconds: returnWindowDays * daySeconds, act: complete },
  ]
  for (const round of rounds) await each(deps, round, signal)
}

type Round = {
  readonly key: string
  readonly longerThanSeconds: number
  readonly act: (deps: WatchDeps, order: Order) => Promise<unknown>
}

/** All orders that have been in a status for so long. One that fails does not hold up the others. */
async function each(deps: WatchDeps, { key, longerThanSeconds, act }: Round, signal?: AbortSignal) {
  const { orders: collection, clock, log } = deps
  const max = clock().getTime() - 1_000 * longerThanSeconds
  for await (const { data } of walk({ collection, index: 'since', key, max })) {
    if (signal?.aborted) return
    await act(deps, data).catch((error: unknown) =>
      log.warn({ err: error, orderId: data.orderId }, 'the watch of an order failed'),
    )
  }
}

async function restart(deps: WatchDeps, order: Order): Promise<void> {
  if (!isInSaga(order)) return
  await attend(deps, order, 'order')
}

/** Starts a saga again that nothing works at. */
async function attend(deps: WatchDeps, order: Order, kind: SagaKind): Promise<void> {
  if (!(await isAttended(deps, order, kind))) await startRenewed(deps, order, kind)
}

const isAttended = (deps: WatchDeps, order: Order, kind: SagaKind): Promise<boolean> =>
  isSagaAttended(deps, { id: sagaIdOf(order, kind), askedAt: sagaAskedAt(order, kind) })

/** An edit holds its order until its saga ends it. */
async function restartEdit(deps: WatchDeps, order: Order): Promise<void> {
  if (activeEdit(order)) await attend(deps, order, 'edit')
}

/** A cancel waits for a saga: until `processing` for the order's own. */
async function restartCancel(deps: WatchDeps, order: Order): Promise<void> {
  if (isInSaga(order)) return await restart(deps, order)
  if (sagaAtWork(order) === 'cancel') return await attend(deps, order, 'cancel')
  // its parcel left before a saga began: nothing works on such an order any more
  if (!hasFailed(order) && !activeEdit(order)) {
    const at = deps.clock().toISOString()
    await deps.orders.change(order.orderId, (now) =>
      sagaAtWork(now) === undefined && !hasFailed(now) ? refuseCancel(now, at) : now,
    )
  }
}

/**
 * Ends the saga that works on an order and starts it again, now. One that does not end in time is started by the watch.
 * Answers whether it was started.
 */
export async function startAgain(deps: RenewDeps, order: Order, kind: SagaKind): Promise<boolean> {
  const id = sagaIdOf(order, kind)
  if (await deps.sagas.running(id)) await deps.sagas.end(id)
  for (let tries = 0; await deps.sagas.running(id); tries++) {
    if (tries === endingTries) return false
    await sleep(endingPauseMs)
  }
  await startRenewed(deps, order, kind)
  return true
}

const starts = {
  order: 'startOrderSaga',
  cancel: 'startCancelSaga',
  edit: 'startEditSaga',
} as const satisfies Readonly<Record<SagaKind, keyof Deps['sagas']>>

async function startRenewed(deps: RenewDeps, order: Order, kind: SagaKind): Promise<void> {
  await deps.sagas[starts[kind]](await renewSaga(deps, order, kind))
}

/** For an instance to end that was told to: 4 s in all. */
const endingTries = 20
const endingPauseMs = 200

/**
 * Forgets the earlier instance first: the order keeps the id of the newest only. Where a new order has none, its start may
 * still be on its way: under the same id the two are one.
 */
async function renewSaga(deps: RenewDeps, order: Order, kind: SagaKind): Promise<Order> {
  const { orders, sagas, clock, log } = deps
  const { orderId, status } = order
  log.warn({ orderId, status, kind }, 'starting the saga again')
  const forgotten = await sagas.forget(sagaIdOf(order, kind))
  if (forgotten === 'none' && status === 'pending') return order
  const at = clock().toISOString()
  return (await orders.change(orderId, (current) => renewSagaId(current, kind, at))).data
}

const refund = ({ refundLate }: WatchDeps, { orderId }: Order) => refundLate(orderId)

async function complete({ orders, clock }: WatchDeps, { orderId }: Order): Promise<void> {
  const at = clock().toISOString()
  await orders.change(orderId, (order) =>
    order.status === 'delivered' ? move(order, 'completed', { at }) : order,
  )
}
