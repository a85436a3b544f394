import { type Steps, step } from '@comptoir/dapr/workflow/workflow'
import type { Ending } from '../order/order.ts'
import type { OrderState, SagaContext, StepInput } from './saga-types.ts'

type Compensation = { readonly on: StepInput; readonly ending: Ending }

/** The last thing that was done is undone first. Only orders with promotions redeem any. */
const undoOf = ({ redeems }: OrderState): readonly string[] =>
  redeems
    ? ['cancelPayment', 'releaseRedemptions', 'releaseStock', 'cancelInvoice']
    : ['cancelPayment', 'releaseStock', 'cancelInvoice']
export const undoRetry = { tries: 30 }

/**
 * Undoes what was done, last first, then ends the order. The ending is written first, so that a new run goes on with the
 * undo, whatever stopped this one.
 */
export async function* compensate(
  ctx: SagaContext,
  { on, ending }: Compensation,
): Steps<{ status: string }> {
  const decided = yield* step<OrderState>(ctx, 'decideEnding', { ...on, ending }, undoRetry)
  if (!decided.ending) return { status: decided.status }
  for (const activity of undoOf(decided)) yield* step(ctx, activity, on, undoRetry)
  const input = { ...on, ending: decided.ending }
  const ended = yield* step<OrderState>(ctx, 'endOrder', input, undoRetry)
  return { status: ended.status }
}
