import { type Steps, step } from '@comptoir/dapr/workflow/workflow'
import type { OrderState, SagaContext, SagaInput } from './saga-types.ts'
import { createWaits, patientRhythm, usualRhythm } from './signal-waits.ts'

export type SagaRun = ReturnType<typeof beginRun>

/** What each phase of the order saga works with. */
export function beginRun(
  ctx: SagaContext,
  { orderId, placedAt, paymentDeadlineSeconds, waitsLong }: SagaInput,
) {
  /** When the payment is due. */
  const dueMs = Date.parse(placedAt) + 1_000 * paymentDeadlineSeconds
  const run = <O>(activity: string, input: object = {}): Steps<O> =>
    step<O>(ctx, activity, { orderId, ...input }, { tries: 12 })
  const advance = () => run<OrderState>('advanceOrder', { dueMs })
  const nowMs = () => ctx.getCurrentUtcDateTime().getTime()
  const paymentRhythm = waitsLong ? patientRhythm : usualRhythm
  return { dueMs, run, advance, nowMs, paymentRhythm, waits: createWaits(ctx) }
}
