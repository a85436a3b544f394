import { type Steps, step } from '@comptoir/dapr/workflow/workflow'
import type { Ending } from '../order/order.ts'
import type { SagaContext, Standing, StepInput } from './contract.ts'

export type UndoStep = 'cancelInvoice' | 'releaseStock' | 'cancelPayment'

export type GivingUp = {
  readonly on: StepInput
  /** In the order in which things were done: undone last first. */
  readonly undo: readonly UndoStep[]
  readonly ending: Ending
}

export const stubborn = { tries: 30 }

/**
 * Undoes what was done, last first, then ends the order. The ending is written down first: whatever stops the undo, a
 * new run goes on with it.
 */
export async function* giveUp(
  ctx: SagaContext,
  { on, undo, ending }: GivingUp,
): Steps<{ status: string }> {
  const decided = yield* step<Standing>(ctx, 'decideEnding', { ...on, ending }, stubborn)
  if (!decided.ending) return { status: decided.status }
  for (const activity of undo.toReversed()) yield* step(ctx, activity, on, stubborn)
  const ended = yield* step<Standing>(ctx, 'endOrder', { ...on, ending: decided.ending }, stubborn)
  return { status: ended.status }
}
