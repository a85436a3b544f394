import { type Steps, step, type Workflow } from '@comptoir/dapr/workflow/workflow'
import type { Ending } from '../order/order.ts'
import type { AdvanceInput } from './activities/advance-order.ts'
import { compensate } from './compensation.ts'
import {
  isSagaOver,
  type OrderState,
  type SagaContext,
  type SagaInput,
  type StepInput,
} from './saga-types.ts'
import { createWaits, type Waits } from './signal-waits.ts'

type Saga = {
  readonly ctx: SagaContext
  readonly on: StepInput
  readonly waits: Waits
  readonly dueMs: number
}

const retry = { tries: 12 }
const cancelled: Ending = { status: 'cancelled', reason: 'cancelled' }
const expired: Ending = { status: 'expired', reason: 'payment_deadline' }

/**
 * Takes an order from `pending` to `processing`, or ends it with everything undone. One step takes the order as far as
 * it goes; the saga waits for what takes longer. The saga may start again for an order in any status, since each step
 * reads the order first. From `processing` on the cancel saga does the undo.
 */
export const orderSaga: Workflow<SagaInput, { status: string }> = async function* (ctx, input) {
  const on = { orderId: input.orderId }
  const dueMs = Date.parse(input.placedAt) + 1_000 * input.paymentDeadlineSeconds
  const saga = { ctx, on, dueMs, waits: createWaits(ctx) }

  const opened = yield* open(saga)
  if (opened.ending && !isSagaOver(opened))
    return yield* compensate(ctx, { on, ending: opened.ending })
  const confirmed = yield* awaitPayment(saga, opened)
  if ('reason' in confirmed) return yield* compensate(ctx, { on, ending: confirmed })
  const fulfilled = yield* awaitFulfilment(saga, input, confirmed)
  if ('reason' in fulfilled) return yield* compensate(ctx, { on, ending: fulfilled })
  return { status: fulfilled.status }
}

function advance({ ctx, on, dueMs }: Saga): Steps<OrderState> {
  const input: AdvanceInput = { ...on, dueMs }
  return step<OrderState>(ctx, 'advanceOrder', input, retry)
}

/** An order that cannot be opened is tried again by new runs; past its deadline it is abandoned. */
async function* open(saga: Saga): Steps<OrderState> {
  const { ctx, on, dueMs } = saga
  try {
    return yield* advance(saga)
  } catch (error) {
    if (ctx.getCurrentUtcDateTime().getTime() < dueMs) throw error
    const abandoned = yield* step<OrderState>(ctx, 'abandonOrder', on, retry)
    if (!abandoned.ending) throw error
    return abandoned
  }
}

/** Waits for the payment until its deadline. */
async function* awaitPayment(saga: Saga, opened: OrderState): Steps<OrderState | Ending> {
  saga.waits.restart(saga.dueMs)
  let state = opened
  while (state.status !== 'confirmed' && !isSagaOver(state)) {
    const next = endingOf(state) ?? (yield* awaitPaymentSignal(saga, state))
    if ('reason' in next) return next
    state = next
  }
  return state
}

/** One wait for the payment; at the deadline the provider is asked a last time. */
async function* awaitPaymentSignal(saga: Saga, { paid }: OrderState): Steps<OrderState | Ending> {
  const { ctx, on, waits } = saga
  const isLate = waits.isLate()
  const received = paid || isLate ? undefined : yield* waits.next(['payment', 'cancel'])
  if (received === 'cancel') return cancelled
  if (paid || received === 'payment') return yield* advance(saga)
  const checked = yield* step<OrderState>(ctx, 'checkPayment', on, retry)
  return isLate && !checked.paid ? (endingOf(checked) ?? expired) : checked
}

function endingOf({ cancelRequested, shortages }: OrderState): Ending | undefined {
  if (cancelRequested) return cancelled
  return shortages && { status: 'rejected', reason: 'out_of_stock', shortages }
}

/**
 * Waits until stock, parcel and invoice are there. A cancel still wins as long as the parcel can be stopped. A saga that
 * has waited for very long ends with its order `confirmed`; the watch starts a new run.
 */
async function* awaitFulfilment(
  saga: Saga,
  input: SagaInput,
  confirmed: OrderState,
): Steps<OrderState | Ending> {
  const startedMs = saga.ctx.getCurrentUtcDateTime().getTime()
  saga.waits.restart(startedMs + 1_000 * input.fulfilmentDeadlineSeconds)
  let state = confirmed
  while (!isSagaOver(state) && (state.cancelRequested || !saga.waits.isExhausted())) {
    const next = yield* state.cancelRequested
      ? stopParcel(saga)
      : awaitFulfilmentSignal(saga, state)
    if ('reason' in next) return next
    state = next
  }
  return state
}

/** A parcel that has left cannot be stopped: the cancel is refused and the order goes on. */
async function* stopParcel({ ctx, on }: Saga): Steps<OrderState | Ending> {
  const parcel = yield* step<{ stopped: boolean }>(ctx, 'stopParcel', on, retry)
  return parcel.stopped ? cancelled : yield* step<OrderState>(ctx, 'refuseCancel', on, retry)
}

/** One wait for fulfilment. Without a signal the services are asked, and staff are told when it is late. */
async function* awaitFulfilmentSignal(saga: Saga, state: OrderState): Steps<OrderState> {
  const { ctx, on, waits } = saga
  const received = state.ready ? 'fulfilled' : yield* waits.next(['fulfilled', 'cancel'])
  if (received === 'cancel') return { ...state, cancelRequested: true }
  if (received === 'fulfilled') return yield* advance(saga)
  return yield* step<OrderState>(ctx, 'checkFulfilment', { ...on, late: waits.isLate() }, retry)
}
