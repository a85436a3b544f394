import { step, type Workflow } from '@comptoir/dapr/workflow/workflow'
import type { Ending } from '../order/order.ts'
import type { Standing, StepInput } from './contract.ts'
import { giveUp, stubborn, type UndoStep } from './undo.ts'

/** Cancels an order that is `processing`, unless its parcel has left. */
export const cancelSaga: Workflow<StepInput, { status: string }> = async function* (ctx, input) {
  const on = { orderId: input.orderId }
  const parcel = yield* step<{ stopped: boolean }>(ctx, 'stopParcel', on, stubborn)
  if (!parcel.stopped) {
    const standing = yield* step<Standing>(ctx, 'refuseCancel', on, stubborn)
    return { status: standing.status }
  }
  const undo: UndoStep[] = ['cancelInvoice', 'releaseStock', 'cancelPayment']
  const ending: Ending = { status: 'cancelled', reason: 'cancelled' }
  return yield* giveUp(ctx, { on, undo, ending })
}
