import type { Steps, Workflow } from '@comptoir/dapr/workflow/workflow'
import type { Ending } from '../order/order.ts'
import { compensate } from './compensation.ts'
import { awaitPayment } from './payment-deadline.ts'
import { beginRun, type SagaRun } from './saga-run.ts'
import { cancelled, isSagaOver, type OrderState, type SagaInput } from './saga-types.ts'

/**
 * Takes an order from `pending` to `processing`, or ends it with everything undone. One step takes the order as far as
 * it goes; the saga waits for what takes longer. The saga may start again for an order in any status, since each step
 * reads the order first. From `processing` on the cancel saga does the undo.
 */
export const orderSaga: Workflow<SagaInput, { status: string }> = async function* (ctx, input) {
  const on = { orderId: input.orderId }
  const saga = beginRun(ctx, input)

  const opened = yield* open(saga)
  if (opened.ending && !isSagaOver(opened))
    return yield* compensate(ctx, { on, ending: opened.ending })
  const confirmed = yield* awaitPayment(saga, opened)
  if ('reason' in confirmed) return yield* compensate(ctx, { on, ending: confirmed })
  const fulfilled = yield* awaitFulfilment(saga, input, confirmed)
  if ('reason' in fulfilled) return yield* compensate(ctx, { on, ending: fulfilled })
  return { status: fulfilled.status }
}

/** An order that cannot be opened is tried again by new runs; past its deadline it is abandoned. */
async function* open(saga: SagaRun): Steps<OrderState> {
  try {
    return yield* saga.advance()
  } catch (error) {
    if (saga.nowMs() < saga.dueMs) throw error
    const abandoned = yield* saga.run<OrderState>('abandonOrder')
    if (!abandoned.ending) throw error
    return abandoned
  }
}

/**
 * Waits until stock, parcel and invoice are there. A cancel still wins as long as the parcel can be stopped. A saga that
 * has waited for very long ends with its order `confirmed`; the watch starts a new run.
 */
async function* awaitFulfilment(
  saga: SagaRun,
  input: SagaInput,
  confirmed: OrderState,
): Steps<OrderState | Ending> {
  saga.waits.restart(saga.nowMs() + 1_000 * input.fulfilmentDeadlineSeconds)
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
async function* stopParcel({ run }: SagaRun): Steps<OrderState | Ending> {
  const parcel = yield* run<{ stopped: boolean }>('stopParcel')
  return parcel.stopped ? cancelled : yield* run<OrderState>('refuseCancel')
}

/** One wait for fulfilment. Without a signal the services are asked, and staff are told when it is late. */
async function* awaitFulfilmentSignal(saga: SagaRun, state: OrderState): Steps<OrderState> {
  const { run, waits } = saga
  const received = state.ready ? 'fulfilled' : yield* waits.next(['fulfilled', 'cancel'])
  if (received === 'cancel') return { ...state, cancelRequested: true }
  if (received === 'fulfilled') return yield* saga.advance()
  return yield* run<OrderState>('checkFulfilment', { late: waits.isLate() })
}
