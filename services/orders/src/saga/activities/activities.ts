import { reservationIdOf } from '@comptoir/contracts/ids'
import { reserveStock, secureReservation } from '@comptoir/contracts/inventory/internal-routes'
import type { StockLine } from '@comptoir/contracts/inventory/schemas'
import { faultyOperations } from '@comptoir/dapr/faults/faults'
import type { AnyActivity } from '@comptoir/dapr/workflow/workflow'
import { createEditActivities } from '../../edits/edit-activities.ts'
import { move, type Order } from '../../order/order.ts'
import { endOrder, intendEnding, isCancelRequested } from '../../order/order-cancel.ts'
import { startProcessing } from '../../order/order-fulfilment.ts'
import { isPaid } from '../../order/order-money.ts'
import { paymentDeadlineOf } from '../../order/order-payment.ts'
import { type OrderState, promotionRefused, stateOf } from '../saga-types.ts'
import { type AdvanceInput, advanceOrder, type ForwardSteps } from './advance-order.ts'
import { createCheckActivities } from './ask-services.ts'
import { createUndoActivities } from './compensating-activities.ts'
import { type ActivityDeps, apply, currentOrder } from './deps.ts'
import { createRedemptionSteps, type RedemptionSteps } from './redemption-steps.ts'

/**
 * The steps of the sagas: few, each doing all that can be done in one go, since every boundary costs a trip
 * through the workflow engine. Each may run twice.
 */
export function createActivities(deps: ActivityDeps): Record<string, AnyActivity> {
  const redemption = faultyOperations(deps.faults, 'activity', {
    ...{
      operations: createRedemptionSteps(deps),
      of: ['reserveRedemptions', 'confirmRedemptions'],
    },
  })
  const steps: ForwardSteps = {
    openOrder: (orderId) => openOrder({ ...deps, ...redemption }, orderId),
    confirmOrder: (orderId, known) => confirmOrder({ ...deps, ...redemption }, orderId, known),
    startProcessing: (orderId) => beginProcessing(deps, orderId),
  }
  const of = ['openOrder', 'confirmOrder', 'startProcessing'] as const
  const within = faultyOperations(deps.faults, 'activity', { operations: steps, of })
  return {
    advanceOrder: (input: AdvanceInput) => advanceOrder(deps, within, input),
    ...createCheckActivities(deps),
    ...createUndoActivities(deps),
    ...createEditActivities(deps),
  }
}

/** Stock is held longer than the payment may take. */
const holdAfterDeadlineSeconds = 600

/** Claims the order for this saga, reserves its stock and its redemptions, and announces it. */
async function openOrder(
  deps: ActivityDeps & RedemptionSteps,
  orderId: string,
): Promise<OrderState> {
  const order = await currentOrder(deps, orderId)
  if (!isOpenable(order)) return stateOf(order)
  const deadlineSeconds = paymentDeadlineOf(order, deps.settings().orders.paymentDeadlineSeconds)
  const holdSeconds = deadlineSeconds + holdAfterDeadlineSeconds
  const held = await deps.inventory(reserveStock, {
    params: { reservationId: reservationIdOf(orderId) },
    body: { orderId, lines: stockLinesOf(order), holdSeconds },
  })
  const isHeld = ['reserved', 'secured', 'committed'].includes(held.status)
  const refused = isHeld ? await deps.reserveRedemptions(order, holdSeconds) : undefined
  if (refused)
    return await apply(deps, orderId, (now) => intendEnding(now, promotionRefused(refused)))
  return await apply(deps, orderId, (current, at) => {
    if (!isOpenable(current)) return current
    if (isHeld) return move(current, 'awaiting_payment', { at })
    const { shortages } = held
    return endOrder(current, { status: 'rejected', reason: 'out_of_stock', shortages }, at)
  })
}

const isOpenable = (order: Order): boolean =>
  order.status === 'pending' && !order.undoing && !isCancelRequested(order)

/** Secures the stock and the redemptions of a paid order and confirms it, unless its customer changed their mind. */
async function confirmOrder(
  deps: ActivityDeps & RedemptionSteps,
  orderId: string,
  known?: Order,
): Promise<OrderState> {
  const order = known ?? (await currentOrder(deps, orderId))
  if (!isConfirmable(order)) return stateOf(order)
  const secured = await deps.inventory(secureReservation, {
    params: { reservationId: reservationIdOf(orderId) },
    body: { orderId, lines: stockLinesOf(order) },
  })
  if (secured.status !== 'secured' && secured.status !== 'committed') {
    return { ...stateOf(order), shortages: secured.shortages ?? [] }
  }
  const refusedPromotions = await deps.confirmRedemptions(order)
  if (refusedPromotions) return { ...stateOf(order), refusedPromotions }
  return await apply(deps, orderId, (current, at) =>
    isConfirmable(current) ? move(current, 'confirmed', { at }) : current,
  )
}

const isConfirmable = (order: Order): boolean =>
  order.status === 'awaiting_payment' &&
  isPaid(order) &&
  !order.undoing &&
  !isCancelRequested(order)

function beginProcessing(deps: ActivityDeps, orderId: string): Promise<OrderState> {
  return apply(deps, orderId, (order, at) => {
    const { status, ready, cancelRequested, ending } = stateOf(order)
    const isHeldUp = cancelRequested || ending !== undefined
    return status === 'confirmed' && ready && !isHeldUp ? startProcessing(order, at) : order
  })
}

const stockLinesOf = ({ lines }: Order): StockLine[] =>
  lines.map(({ sku, quantity }) => ({ sku, quantity }))
