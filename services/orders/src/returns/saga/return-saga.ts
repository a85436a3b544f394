import { type Steps, step, type Workflow } from '@comptoir/dapr/workflow/workflow'
import type { SagaContext } from '../../saga/saga-types.ts'
import { createWaits } from '../../saga/signal-waits.ts'
import { isOver, type Return } from '../return.ts'

export const returnSagaName = 'return-saga.v2'
export type ReturnInput = { readonly returnId: string; readonly orderId: string }

/** The return after a step, as far as its saga decides by it. */
export type ReturnState = Pick<Return, 'status'> & {
  /** Nobody but staff can give the money back. */
  readonly isStuck: boolean
  /** Until when dearer goods are to be paid for; none when nothing is. */
  readonly payBy?: string | undefined
}

/** Between two looks at a return that waits for its goods: parcels take days. */
const rhythm = { checkAfterSeconds: [60, 3_600], thenEverySeconds: 43_200, mostChecks: 60 }
/** Between two looks at money and papers on their way. */
const workRhythm = { checkAfterSeconds: [1, 5, 15, 60], thenEverySeconds: 300, mostChecks: 72 }
/** Between two looks at the payment of dearer goods, which wakes the saga: it may take the sixty days that a shop can give. */
const paymentRhythm = { checkAfterSeconds: [60, 600], thenEverySeconds: 7_200, mostChecks: 740 }
const retry = { tries: 30 }

/**
 * Takes a return from its request to its end: waits until the goods are there and inspected, then puts them on the shelf again, sends
 * what replaces them, once dearer goods are paid for, gives the money back, waits for the credit note and closes. It may start again for a return in any status: each step reads
 * the return first, and the document decides.
 */
export const returnSaga: Workflow<ReturnInput, { status: string }> = async function* (ctx, input) {
  const run = (activity: string) => step<ReturnState>(ctx, activity, input, retry)
  let state = yield* run('beginReturn')
  state = yield* awaitGoods(ctx, state, run)
  if (state.status === 'inspected' && !state.isStuck) {
    state = yield* awaitExchange(ctx, yield* run('restockReturned'), run)
    if (state.payBy !== undefined) return { status: state.status }
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

/** Until dearer goods are paid for and sent, or their time is over. What is not decided then starts it again. */
async function* awaitExchange(ctx: SagaContext, begun: ReturnState, run: Run): Steps<ReturnState> {
  const waits = createWaits(ctx, paymentRhythm)
  let state = begun
  if (state.payBy !== undefined) waits.restart(Date.parse(state.payBy))
  while (state.payBy !== undefined && !waits.isExhausted()) {
    yield* waits.next(['return'])
    state = yield* run('restockReturned')
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
