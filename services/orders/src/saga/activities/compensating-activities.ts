import { cancelInvoice } from '@comptoir/contracts/billing/routes'
import {
  invoiceIdOf,
  lateRefundIdOf,
  paymentIntentIdOf,
  refundIdOf,
  reservationIdOf,
  shipmentIdOf,
} from '@comptoir/contracts/ids'
import { releaseReservation } from '@comptoir/contracts/inventory/internal-routes'
import { cancelPayment } from '@comptoir/contracts/payments/internal-routes'
import { releaseRedemptions } from '@comptoir/contracts/promotions/internal-routes'
import { cancelShipment } from '@comptoir/contracts/shipping/routes'
import type { AnyActivity } from '@comptoir/dapr/workflow/workflow'
import { confirmedAtOf, type Ending } from '../../order/order.ts'
import { abandon, endOrder, intendEnding, refuseCancel } from '../../order/order-cancel.ts'
import { followMoney, owesRefund } from '../../order/order-money.ts'
import { recordOutcome } from '../../order/order-payment.ts'
import { type OrderState, type StepInput, stateOf } from '../saga-types.ts'
import { type ActivityDeps, apply, currentOrder } from './deps.ts'

const reason = 'order_cancelled'

/** The undo steps. Each tolerates that what it undoes never happened. */
export function createUndoActivities(deps: ActivityDeps): Record<string, AnyActivity> {
  return {
    stopParcel: ({ orderId }: StepInput) => stopParcel(deps, orderId),
    refuseCancel: ({ orderId }: StepInput) => apply(deps, orderId, refuseCancel),
    decideEnding: ({ orderId, ending }: StepInput & { ending: Ending }) =>
      apply(deps, orderId, (order) => intendEnding(order, ending)),
    abandonOrder: ({ orderId }: StepInput) => apply(deps, orderId, abandon),
    cancelPayment: ({ orderId }: StepInput) => refundPayment(deps, orderId, refundIdOf(orderId)),
    releaseRedemptions: async ({ orderId }: StepInput) =>
      await deps.promotions(releaseRedemptions, { params: { orderId } }),
    releaseStock: ({ orderId }: StepInput) => releaseStock(deps, orderId),
    cancelInvoice: async ({ orderId }: StepInput) => {
      const params = { invoiceId: invoiceIdOf(orderId) }
      return await deps.billing(cancelInvoice, { params, body: { orderId, reason } })
    },
    endOrder: ({ orderId, ending }: StepInput & { ending: Ending }) => end(deps, orderId, ending),
  }
}

/** A parcel that has been handed over cannot be stopped. */
async function stopParcel({ shipping }: ActivityDeps, orderId: string) {
  const params = { shipmentId: shipmentIdOf(orderId) }
  const { status } = await shipping(cancelShipment, { params, body: { orderId, reason } })
  return { stopped: status === 'cancelled' }
}

/** Goods that staff wrote off stay sold: their order was confirmed, so inventory commits them. */
async function releaseStock(deps: ActivityDeps, orderId: string): Promise<object> {
  const order = await currentOrder(deps, orderId)
  if (confirmedAtOf(order) && order.cancellation?.restock === false) return { writtenOff: true }
  const params = { reservationId: reservationIdOf(orderId) }
  return await deps.inventory(releaseReservation, { params })
}

/** Cancels or refunds the payment and records what became of it. */
async function refundPayment(deps: ActivityDeps, orderId: string, refundId: string) {
  const outcome = await deps.payments(cancelPayment, {
    params: { paymentIntentId: paymentIntentIdOf(orderId) },
    body: { refundId, reason },
  })
  return await apply(deps, orderId, (order, at) => recordOutcome(order, outcome, at))
}

/** Refunds what is held of an order that has failed already. */
export const refundLate = (deps: ActivityDeps, orderId: string): Promise<OrderState> =>
  refundPayment(deps, orderId, lateRefundIdOf(orderId))

async function end(deps: ActivityDeps, orderId: string, ending: Ending): Promise<OrderState> {
  const at = deps.clock().toISOString()
  const { data } = await deps.orders.change(orderId, (order) => {
    const given = ending.status === 'cancelled' ? order.cancellation?.reason : undefined
    return followMoney(endOrder(order, { ...ending, reason: given ?? ending.reason }, at))
  })
  return owesRefund(data) ? await refundLate(deps, orderId) : stateOf(data)
}
