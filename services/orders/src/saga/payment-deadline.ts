import type { Steps } from '@comptoir/dapr/workflow/workflow'
import type { Ending } from '../order/order.ts'
import type { SagaRun } from './saga-run.ts'
import { cancelled, isSagaOver, type OrderState, promotionRefused } from './saga-types.ts'

const expired: Ending = { status: 'expired', reason: 'payment_deadline' }

/** Waits for the payment until its deadline: here it is decided, by the workflow's clock, that it has passed. */
export async function* awaitPayment(saga: SagaRun, opened: OrderState): Steps<OrderState | Ending> {
  saga.waits.restart(saga.dueMs, saga.paymentRhythm)
  let state = opened
  while (state.status !== 'confirmed' && !isSagaOver(state)) {
    const next = endingOf(state) ?? (yield* awaitPaymentSignal(saga, state))
    if ('reason' in next) return next
    state = next
  }
  return state
}

/** One wait for the payment; at the deadline the provider is asked a last time. */
async function* awaitPaymentSignal(
  saga: SagaRun,
  { paid }: OrderState,
): Steps<OrderState | Ending> {
  const isLate = saga.waits.isLate()
  const received = paid || isLate ? undefined : yield* saga.waits.next(['payment', 'cancel'])
  if (received === 'cancel') return cancelled
  if (paid || received === 'payment') return yield* saga.advance()
  const checked = yield* saga.run<OrderState>('checkPayment')
  return isLate && !checked.paid ? (endingOf(checked) ?? expired) : checked
}

function endingOf(state: OrderState): Ending | undefined {
  const { cancelRequested, shortages, refusedPromotions } = state
  if (cancelRequested) return cancelled
  if (refusedPromotions) return promotionRefused(refusedPromotions)
  return shortages && { status: 'rejected', reason: 'out_of_stock', shortages }
}
