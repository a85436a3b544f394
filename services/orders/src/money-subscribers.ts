import {
  DisputeClosed,
  DisputeOpened,
  RefundFailed,
  RefundSucceeded,
} from '@comptoir/contracts/payments/events'
import type { PaymentSums } from '@comptoir/contracts/payments/schemas'
import { type EventMeta, on, type Subscriber } from '@comptoir/dapr/events/subscriptions'
import type { Order } from './order/order.ts'
import { type MoneyFact, owesRefund, recordMoney } from './order/order-money.ts'
import { passCancel } from './saga/control.ts'
import type { SubscriberDeps } from './subscribers.ts'

type Sums = Partial<PaymentSums>
type News = Pick<MoneyFact, 'note' | 'failure'>

/** What moves after a payment, in whatever order it is heard: refunds and disputes. Each fact carries the sums. */
export function moneySubscribers(deps: SubscriberDeps): Subscriber[] {
  const take = (orderId: string, sums: Sums, meta: EventMeta, news: News) =>
    takeMoney(deps, orderId, { sums, meta, news })
  return [
    on(RefundSucceeded, ({ orderId, refundId, amount, ...known }, meta) => {
      const sums = { ...known, refundedTotal: known.refundedTotal ?? amount }
      const isWhole = sums.captured && sums.refundedTotal.amount >= sums.captured.amount
      const type = isWhole ? 'refunded' : 'partially_refunded'
      return take(orderId, sums, meta, { note: { type, detail: refundId } })
    }),
    on(RefundFailed, ({ orderId, refundId, failureCode, ...sums }, meta) => {
      deps.log.error({ orderId, refundId, failureCode }, 'a refund failed: the money is still here')
      const note = { type: 'refund_failed', detail: failureCode }
      return take(orderId, sums, meta, { note, failure: { refundId, failureCode } })
    }),
    on(DisputeOpened, ({ orderId, disputeId, reason, ...sums }, meta) => {
      deps.log.error({ orderId, disputeId, reason }, 'a dispute was opened')
      return take(orderId, sums, meta, { note: { type: 'dispute_opened', detail: disputeId } })
    }),
    on(DisputeClosed, ({ orderId, disputeId, outcome, ...sums }, meta) => {
      deps.log.warn({ orderId, disputeId, outcome }, 'a dispute was closed')
      return take(orderId, sums, meta, { note: { type: `dispute_${outcome}`, detail: disputeId } })
    }),
  ]
}

/** Records it; then an order that is not to ship is stopped, and what is held of an ended one goes back. */
async function takeMoney(
  deps: SubscriberDeps,
  orderId: string,
  { sums, meta, news }: { sums: Sums; meta: EventMeta; news: News },
): Promise<void> {
  const { time: at, version } = meta
  const { data: order } = await deps.orders.change(orderId, (current) =>
    recordMoney(current, { ...news, sums: wholeSums(current, sums), at, version }),
  )
  await passCancel(deps, order)
  if (owesRefund(order) && !news.failure) await deps.refundLate(orderId)
}

/** Events of earlier versions of payments carry no sums: what they lack stays as it is known. */
function wholeSums({ payment, totals }: Order, sums: Sums): PaymentSums {
  const nothing = { amount: 0, currency: totals.grandTotal.currency }
  return {
    captured: sums.captured ?? payment.captured ?? totals.grandTotal,
    refundedTotal: sums.refundedTotal ?? payment.refunded ?? nothing,
    pendingTotal: sums.pendingTotal ?? payment.refundPending ?? nothing,
    disputedTotal: sums.disputedTotal ?? payment.disputed ?? nothing,
    owedTotal: sums.owedTotal ?? payment.refundOwed ?? nothing,
    goods: sums.goods ?? payment.goods,
  }
}
