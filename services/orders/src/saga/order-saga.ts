import { type Steps, step, type Workflow } from '@comptoir/dapr/workflow/workflow'
import type { Ending } from '../order/order.ts'
import type { AdvanceInput } from './activities/advance.ts'
import {
  isSagaOver,
  type SagaContext,
  type SagaInput,
  type Standing,
  type StepInput,
} from './contract.ts'
import { giveUp, type UndoStep } from './undo.ts'
import { createWaits, type Waits } from './waits.ts'

type Outcome = { readonly status: string }
type Saga = {
  readonly ctx: SagaContext
  readonly on: StepInput
  readonly waits: Waits
  readonly dueMs: number
}

const patient = { tries: 12 }
const undo: readonly UndoStep[] = ['cancelInvoice', 'releaseStock', 'cancelPayment']

/**
 * An order from `pending` to `processing`, or to nothing with all undone: one step takes it as far as it goes, and
 * the saga waits for what takes longer. It may start again for an order that is on its way: each step looks at the
 * document first. What is undone from `processing` on is the cancel saga's.
 */
export const orderSaga: Workflow<SagaInput, Outcome> = async function* (ctx, input) {
  const on = { orderId: input.orderId }
  const dueMs = Date.parse(input.placedAt) + 1_000 * input.paymentDeadlineSeconds
  const saga = { ctx, on, dueMs, waits: createWaits(ctx) }

  const begun = yield* begin(saga)
  if (begun.ending && !isSagaOver(begun))
    return yield* giveUp(ctx, { on, undo, ending: begun.ending })
  const confirmed = yield* awaitPayment(saga, begun)
  if ('reason' in confirmed) return yield* giveUp(ctx, { on, undo, ending: confirmed })
  const fulfilled = yield* awaitFulfilment(saga, input, confirmed)
  if ('reason' in fulfilled) return yield* giveUp(ctx, { on, undo, ending: fulfilled })
  return { status: fulfilled.status }
}

function advance({ ctx, on, dueMs }: Saga): Steps<Standing> {
  const input: AdvanceInput = { ...on, dueMs }
  return step<Standing>(ctx, 'advanceOrder', input, patient)
}

/** An order that cannot be opened is tried again by new runs; past its deadline it is given up. */
async function* begin(saga: Saga): Steps<Standing> {
  const { ctx, on, dueMs } = saga
  try {
    return yield* advance(saga)
  } catch (error) {
    if (ctx.getCurrentUtcDateTime().getTime() < dueMs) throw error
    const abandoned = yield* step<Standing>(ctx, 'abandonOrder', on, patient)
    if (!abandoned.ending) throw error
    return abandoned
  }
}

/** Waits for the payment until its deadline. */
async function* awaitPayment(saga: Saga, begun: Standing): Steps<Standing | Ending> {
  saga.waits.restart(saga.dueMs)
  let standing = begun
  while (standing.status !== 'confirmed' && !isSagaOver(standing)) {
    const next = endingOf(standing) ?? (yield* pay(saga, standing))
    if ('reason' in next) return next
    standing = next
  }
  return standing
}

/** One wait for the payment; at the deadline the provider is asked a last time. */
async function* pay(saga: Saga, { paid }: Standing): Steps<Standing | Ending> {
  const { ctx, on, waits } = saga
  const isLate = waits.isLate()
  const heard = paid || isLate ? undefined : yield* waits.next(['payment', 'cancel'])
  if (heard === 'cancel') return cancelled
  if (paid || heard === 'payment') return yield* advance(saga)
  const asked = yield* step<Standing>(ctx, 'checkPayment', on, patient)
  return isLate && !asked.paid ? (endingOf(asked) ?? expired) : asked
}

function endingOf({ cancelRequested, shortages }: Standing): Ending | undefined {
  if (cancelRequested) return cancelled
  return shortages && { status: 'rejected', reason: 'out_of_stock', shortages }
}

/**
 * Waits until stock, parcel and invoice are there; a cancel still wins as long as the parcel can be stopped. What waits
 * for very long ends as `confirmed`, and is taken up by a new run.
 */
async function* awaitFulfilment(
  saga: Saga,
  input: SagaInput,
  confirmed: Standing,
): Steps<Standing | Ending> {
  const startedMs = saga.ctx.getCurrentUtcDateTime().getTime()
  saga.waits.restart(startedMs + 1_000 * input.fulfilmentDeadlineSeconds)
  let standing = confirmed
  while (!isSagaOver(standing) && (standing.cancelRequested || !saga.waits.isWorn())) {
    const next = standing.cancelRequested ? yield* stopParcel(saga) : yield* goOn(saga, standing)
    if ('reason' in next) return next
    standing = next
  }
  return standing
}

/** A parcel that has left cannot be stopped: the cancel is refused and the order goes on. */
async function* stopParcel({ ctx, on }: Saga): Steps<Standing | Ending> {
  const parcel = yield* step<{ stopped: boolean }>(ctx, 'stopParcel', on, patient)
  return parcel.stopped ? cancelled : yield* step<Standing>(ctx, 'refuseCancel', on, patient)
}

/** When a fact was not heard of, the services are asked; staff are told when it is late. */
async function* goOn(saga: Saga, standing: Standing): Steps<Standing> {
  const { ctx, on, waits } = saga
  const heard = standing.ready ? 'fulfilled' : yield* waits.next(['fulfilled', 'cancel'])
  if (heard === 'cancel') return { ...standing, cancelRequested: true }
  if (heard === 'fulfilled') return yield* advance(saga)
  return yield* step<Standing>(ctx, 'checkFulfilment', { ...on, late: waits.isLate() }, patient)
}

const cancelled: Ending = { status: 'cancelled', reason: 'cancelled' }
const expired: Ending = { status: 'expired', reason: 'payment_deadline' }
