import { refundIdOf } from '@comptoir/contracts/ids'
import { OrderConfirmed, OrderCreated } from '@comptoir/contracts/orders/events'
import { RefundSucceeded } from '@comptoir/contracts/payments/events'
import { on, type Subscriber } from '@comptoir/dapr/events/subscriptions'
import type { BillingDesk } from './billing-desk.ts'

/**
 * A draft when the order is created, the invoice when it is confirmed, whichever comes first; a credit note for each
 * refund. A cancelled order's refund has none: the cancel credits what is left of the invoice.
 */
export function createSubscribers({ desk }: { readonly desk: BillingDesk }): Subscriber[] {
  return [
    on(OrderCreated, (order) => desk.draft(order)),
    on(OrderConfirmed, ({ confirmedAt, paidWith, ...order }) =>
      desk.finalise(order, confirmedAt, paidWith),
    ),
    on(RefundSucceeded, async ({ orderId, refundId, creditTotal, amount: whole, ...refund }) => {
      const { lines, reason, origin } = refund
      const { amount } = creditTotal ?? whole
      const isCancellation = origin === 'cancellation' || refundId === refundIdOf(orderId)
      if (isCancellation || amount === 0) return
      await desk.credit({ orderId, refundId, amount, lines, reason, origin })
    }),
  ]
}
