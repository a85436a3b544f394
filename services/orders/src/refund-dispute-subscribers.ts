import {
  DisputeClosed,
  DisputeOpened,
  RefundFailed,
  RefundSucceeded,
} from '@comptoir/contracts/payments/events'
import type { PaymentSums } from '@comptoir/contracts/payments/schemas'
import { type EventMeta, on, type Subscriber } from '@comptoir/dapr/events/subscriptions'
import type { Deps } from './deps.ts'
import type { Order } from './order/order.ts'
import { type MoneyFact, owesRefund, recordMoney } from './order/order-money.ts'
import { passCancel, type SagaControl } from './saga/saga-starter.ts'

type Sums = Partial<PaymentSums>
type Details = Pick<MoneyFact, 'note' | 'failure'>

export type MoneyDeps = Pick<Deps, 'orders' | 'log'> & {
  readonly sagas: Pick<SagaControl, 'signal' | 'startCancelSaga'>
  /** Refunds what is held of an order that has failed. */
  readonly refundLate: (orderId: string) => Promise<unknown>
}

/** Refunds and disputes. Each fact carries the sums, so their order does not matter. */
export function moneySubscribers(deps: MoneyDeps): Subscriber[] {
  const record = (orderId: string, sums: Sums, meta: EventMeta, details: Details) =>
    recordSums(deps, orderId, { sums, meta, details })
  return [
    on(RefundSucceeded, ({ orderId, refundId, amount, ...known }, meta) => {
      const sums = { ...known, refundedTotal: known.refundedTotal ?? amount }
      const isWhole = sums.captured && sums.refundedTotal.amount >= sums.captured.amount
      const type = isWhole ? 'refunded' : 'partially_refunded'
      return record(orderId, sums, meta, { note: { type, detail: refundId } })
    }),
    on(RefundFailed, ({ orderId, refundId, failureCode, ...sums }, meta) => {
      deps.log.error({ orderId, refundId, failureCode }, 'a refund failed: the money is still here')
      const note = { type: 'refund_failed', detail: failureCode }
      return record(orderId, sums, meta, { note, failure: { refundId, failureCode } })
    }),
    on(DisputeOpened, ({ orderId, disputeId, reason, ...sums }, meta) => {
      deps.log.error({ orderId, disputeId, reason }, 'a dispute was opened')
      return record(orderId, sums, meta, { note: { type: 'dispute_opened', detail: disputeId } })
    }),
    on(DisputeClosed, ({ orderId, disputeId, outcome, ...sums }, meta) => {
      deps.log.warn({ orderId, disputeId, outcome }, 'a dispute was closed')
      const note = { type: `dispute_${outcome}`, detail: disputeId }
      return record(orderId, sums, meta, { note })
    }),
  ]
}

/** Records the sums of an order that more money was taken for, with what it was for. */
export async function recordFurther(
  deps: MoneyDeps,
  { orderId, purpose = '', ...sums }: Sums & { orderId: string; purpose?: string | undefined },
  meta: EventMeta,
): Promise<void> {
  const details = { note: { type: 'further_payment', detail: purpose } }
  await recordSums(deps, orderId, { sums, meta, details })
}

/** Records that held money of an order was let go before it was taken. */
export const recordLapse = (
  deps: MoneyDeps,
  { orderId, ...sums }: Sums & { orderId: string },
  meta: EventMeta,
): Promise<void> => recordSums(deps, orderId, { sums, meta, details: {} })

/** Then stops an order that is not to ship, and refunds what is held of a failed one. */
async function recordSums(
  deps: MoneyDeps,
  orderId: string,
  { sums, meta, details }: { sums: Sums; meta: EventMeta; details: Details },
): Promise<void> {
  const { time: at, version } = meta
  const { data: order } = await deps.orders.change(orderId, (current) =>
    recordMoney(current, { ...details, sums: wholeSums(current, sums), at, version }),
  )
  await passCancel(deps.sagas, order)
  if (owesRefund(order) && !details.failure) await deps.refundLate(orderId)
}

/** Events of earlier versions of payments carry no sums: the known sums stay. */
function wholeSums({ payment, totals }: Order, sums: Sums): PaymentSums {
  const nothing = { amount: 0, currency: totals.grandTotal.currency }
  return {
    captured: sums.captured ?? payment.captured ?? totals.grandTotal,
    lapsedTotal: sums.lapsedTotal,
    refundedTotal: sums.refundedTotal ?? payment.refunded ?? nothing,
    pendingTotal: sums.pendingTotal ?? payment.refundPending ?? nothing,
    disputedTotal: sums.disputedTotal ?? payment.disputed ?? nothing,
    owedTotal: sums.owedTotal ?? payment.refundOwed ?? nothing,
    goods: sums.goods ?? payment.goods,
  }
}
