import { isEditRefund, refundIdOf } from '@comptoir/contracts/ids'
import { OrderAttached, OrderConfirmed, OrderCreated } from '@comptoir/contracts/orders/events'
import { RefundSucceeded } from '@comptoir/contracts/payments/events'
import { on, type Subscriber } from '@comptoir/dapr/events/subscriptions'
import { changeOwner } from './invoice/change-owner.ts'
import type { Invoices } from './invoice/invoice-store.ts'
import type { Invoicing } from './invoice/invoicing.ts'

type SubscriberDeps = { readonly invoicing: Invoicing; readonly invoices: Invoices }

/**
 * A draft when the order is created, the invoice when it is confirmed, whichever comes first; a credit note for each
 * refund. Those of a cancelled and of an edited order have none: the cancel credits what is left of the invoice, the edit replaces it.
 */
export function createSubscribers({ invoicing, invoices }: SubscriberDeps): Subscriber[] {
  return [
    on(OrderCreated, (order) => invoicing.draft(order)),
    on(OrderConfirmed, ({ confirmedAt, paidWith, captureAt, ...order }) =>
      invoicing.finalise(order, confirmedAt, { paidWith, captureAt }),
    ),
    on(OrderAttached, (attached) => changeOwner(invoices, attached)),
    on(RefundSucceeded, async ({ orderId, refundId, creditTotal, amount: whole, ...refund }) => {
      const { lines, reason, origin, paymentIntentId, uninvoiced } = refund
      const shipping = refund.shipping?.amount
      const { amount } = creditTotal ?? whole
      const isCancellation = origin === 'cancellation' || refundId === refundIdOf(orderId)
      if (isCancellation || isEditRefund(refundId) || uninvoiced || amount === 0) return
      const given = { amount, lines, shipping, reason, origin, paymentIntentId }
      await invoicing.credit({ orderId, refundId, ...given })
    }),
  ]
}
