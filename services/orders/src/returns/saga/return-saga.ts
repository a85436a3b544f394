import { type Steps, step, type Workflow } from '@comptoir/dapr/workflow/workflow'
import type { SagaContext } from '../../saga/saga-types.ts'
import { createWaits } from '../../saga/signal-waits.ts'
import { isOver, type Return } from '../return.ts'

export const returnSagaName = 'return-saga.v1'
export type ReturnInput = { readonly returnId: string; readonly orderId: string }

/** The return after a step, as far as its saga decides by it. */
export type ReturnState = Pick<Return, 'status'> & {
  /** Nobody but staff can give the money back. */
  readonly isStuck: boolean
}

/** Between two looks at a return that waits for its goods: parcels take days. */
const rhythm = { checkAfterSeconds: [60, 3_600], thenEverySeconds: 43_200, mostChecks: 60 }
/** Between two looks at money and papers on their way. */
const workRhythm = { checkAfterSeconds: [1, 5, 15, 60], thenEverySeconds: 300, mostChecks: 72 }
const retry = { tries: 30 }

/**
 * Takes a return from its request to its end: waits until the goods are there and inspected, then puts them on the shelf again,
 * gives the money back, waits for the credit note and closes. It may start again for a return in any status: each step reads
 * the return first, and the document decides.
 */
export const returnSaga: Workflow<ReturnInput, { status: string }> = async function* (ctx, input) {
  const run = (activity: string) => step<ReturnState>(ctx, activity, input, retry)
  let state = yield* run('beginReturn')
  state = yield* awaitGoods(ctx, state, run)
  if (state.status === 'inspected' && !state.isStuck) {
    yield* run('restockReturned')
    state = yield* run('refundReturned')
  }
  state = yield* awaitMoney(ctx, state, run)
  if (isOver(state)) yield* run('endReturn')
  return { status: state.status }
}

type Run = (activity: string) => Steps<ReturnState>
const beforeInspection: readonly string[] = ['requested', 'approved', 'in_transit', 'received']

/** Until the goods are inspected, or the return came to nothing. After weeks the saga ends; what comes then starts it again. */
async function* awaitGoods(ctx: SagaContext, begun: ReturnState, run: Run): Steps<ReturnState> {
  const waits = createWaits(ctx, rhythm)
  let state = begun
  while (beforeInspection.includes(state.status) && !waits.isExhausted()) {
    yield* waits.next(['return'])
    state = yield* run('checkReturn')
  }
  return state
}

/** Until the money is back and the credit note issued. */
async function* awaitMoney(ctx: SagaContext, paying: ReturnState, run: Run): Steps<ReturnState> {
  const waits = createWaits(ctx, workRhythm)
  let state = paying
  while (isPaying(state) && !waits.isExhausted()) {
    yield* waits.next(['return'])
    state = yield* run(state.status === 'inspected' ? 'refundReturned' : 'closeReturn')
    if (state.status === 'refunded') state = yield* run('closeReturn')
  }
  return state
}

const isPaying = ({ status, isStuck }: ReturnState): boolean =>
  status === 'refunded' || (status === 'inspected' && !isStuck)
