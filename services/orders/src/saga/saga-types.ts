import type { Shortage } from '@comptoir/contracts/inventory/schemas'
import type { OrderStatus } from '@comptoir/contracts/orders/schemas'
import type { RefusedPromotion } from '@comptoir/contracts/promotions/schemas'
import type { Workflow } from '@comptoir/dapr/workflow/workflow'
import { type Ending, hasFailed, type Order, sentStatuses, undoingOf } from '../order/order.ts'
import { isCancelRequested } from '../order/order-cancel.ts'
import { isFulfilmentReady } from '../order/order-fulfilment.ts'
import { isPaid } from '../order/order-money.ts'
import { needsShopper } from '../order/order-payment.ts'

/** What a workflow may do; the SDK's own types stay behind `@comptoir/dapr`. */
export type SagaContext = Parameters<Workflow<object, undefined>>[0]
export type SagaTask = ReturnType<SagaContext['createTimer']>

export const cancelSagaName = 'cancel-saga.v1'

/** What the saga of an order starts with: ids and settings, no document. */
export type SagaInput = {
  readonly orderId: string
  readonly placedAt: string
  readonly paymentDeadlineSeconds: number
  readonly fulfilmentDeadlineSeconds: number
  /** It may wait for its payment for weeks. */
  readonly waitsLong?: true
}

/** What every activity gets. */
export type StepInput = Pick<SagaInput, 'orderId'>

/** The order after a step, as far as a saga decides by it. The document decides, events are hints. */
export type OrderState = {
  readonly status: OrderStatus
  readonly cancelRequested: boolean
  readonly paid: boolean
  /** Stock committed, shipment created, invoice issued. */
  readonly ready: boolean
  /** The payment failed, or waits for its shopper: nothing comes by itself. */
  readonly needsShopper?: true
  /** What stock lacked, when it could not be secured. */
  readonly shortages?: Shortage[] | undefined
  /** The promotions that it could not redeem any more. */
  readonly refusedPromotions?: RefusedPromotion[] | undefined
  /** It redeems promotions. */
  readonly redeems?: true
  /** The order is being undone. */
  readonly ending?: Ending | undefined
}

export const stateOf = (order: Order): OrderState => ({
  status: order.status,
  cancelRequested: isCancelRequested(order),
  paid: isPaid(order),
  ready: isFulfilmentReady(order),
  ...(needsShopper(order) && { needsShopper: true }),
  ...(order.promotions && { redeems: true }),
  ending: undoingOf(order),
})

/** The order saga has nothing left to do: the order ended, or was handed to shipping. */
export const isSagaOver = ({ status }: Pick<OrderState, 'status'>): boolean =>
  hasFailed({ status }) || status === 'processing' || sentStatuses.includes(status)

/** How an order ends that could not redeem its promotions. */
export const promotionRefused = (refusedPromotions: RefusedPromotion[]): Ending => ({
  ...{ status: 'rejected', reason: 'promotion_refused', refusedPromotions },
})

/** How an order ends that its customer or staff gave up. */
export const cancelled: Ending = { status: 'cancelled', reason: 'cancelled' }

/** The events that are raised to a waiting order saga, and to that of a return. */
export type Signal = 'payment' | 'cancel' | 'fulfilled' | 'return'

/** What wakes a saga: the event that it waits for. It reads the order then, whatever the event says. */
export function wakingSignal(order: Order): Signal {
  if (isCancelRequested(order)) return 'cancel'
  return order.status === 'confirmed' ? 'fulfilled' : 'payment'
}
