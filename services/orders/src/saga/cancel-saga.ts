import { step, type Workflow } from '@comptoir/dapr/workflow/workflow'
import { compensate, undoRetry } from './compensation.ts'
import { cancelled, type OrderState, type StepInput } from './saga-types.ts'

/** Cancels an order that is `processing`, unless its parcel has left. */
export const cancelSaga: Workflow<StepInput, { status: string }> = async function* (ctx, input) {
  const on = { orderId: input.orderId }
  const parcel = yield* step<{ stopped: boolean }>(ctx, 'stopParcel', on, undoRetry)
  if (parcel.stopped) return yield* compensate(ctx, { on, ending: cancelled })
  const state = yield* step<OrderState>(ctx, 'refuseCancel', on, undoRetry)
  return { status: state.status }
}
