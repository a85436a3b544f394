import { type Steps, step, type Workflow } from '@comptoir/dapr/workflow/workflow'
import { cancelSaga } from '../saga/cancel-saga.ts'
import { undoRetry } from '../saga/compensation.ts'
import type { SagaContext } from '../saga/saga-types.ts'
import { createWaits } from '../saga/signal-waits.ts'
import type { EditInput, EditState } from './edit-state.ts'

type Run = (activity: string, more?: object) => Steps<EditState>

/**
 * Applies an edit that was confirmed, or leaves the order as it was. Everything that may be refused comes first: stock, the extra
 * payment, and last the shipment, whose change decides. From there the saga only goes forward: stock that is too much goes
 * back, money is refunded, papers are replaced, and the order changes last. Before, whatever stops it is undone, last first.
 * Each step reads the order first, so that a new run goes on where this one ended.
 */
export const editSaga: Workflow<EditInput, { status: string }> = async function* (ctx, input) {
  const { orderId, editId } = input
  const on = { orderId, editId }
  const run: Run = (activity, more = {}) => step(ctx, activity, { ...on, ...more }, { tries: 12 })
  const insist: Run = (activity, more = {}) => step(ctx, activity, { ...on, ...more }, undoRetry)
  let state: EditState
  try {
    state = yield* prepare(ctx, run, input)
  } catch {
    // what the last step did is not known: it is undone as if it was done
    state = yield* insist('giveUpEdit', { reason: 'unavailable' })
  }
  if (state.decision === 'undo') state = yield* insist('revertEditShipment')
  if (state.decision === 'apply') return yield* complete(insist)
  for (const activity of ['cancelEditPayment', 'revertEditStock', 'failEdit'])
    state = yield* insist(activity)
  if (state.cancelRequested) return yield* cancelSaga(ctx, { orderId })
  return { status: state.status }
}

async function* prepare(ctx: SagaContext, run: Run, { dueMs }: EditInput): Steps<EditState> {
  let state = yield* run('holdEditStock')
  if (state.decision) return state
  state = yield* run('requestEditPayment')
  const waits = createWaits(ctx)
  waits.restart(dueMs)
  while (!state.paid && !state.decision) state = yield* awaitEditPayment(run, waits, state)
  return state.decision ? state : yield* run('amendEditShipment')
}

/** One wait for the extra payment: a cancel ends the edit, and so does the deadline, after a last question. */
async function* awaitEditPayment(
  run: Run,
  waits: ReturnType<typeof createWaits>,
  { cancelRequested }: EditState,
): Steps<EditState> {
  if (cancelRequested) return yield* run('giveUpEdit', { reason: 'cancelled' })
  const isLate = waits.isLate()
  if (!isLate) yield* waits.next(['payment', 'cancel'])
  const checked = yield* run('checkEditPayment')
  const isOver = isLate && !checked.paid && !checked.cancelRequested
  return isOver ? yield* run('giveUpEdit', { reason: 'payment_deadline' }) : checked
}

async function* complete(insist: Run): Steps<{ status: string }> {
  for (const activity of ['releaseEditStock', 'refundEdit', 'replaceEditInvoice'])
    yield* insist(activity)
  const { status } = yield* insist('applyEdit')
  return { status }
}
