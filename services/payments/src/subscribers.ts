import { paymentIntentIdOf } from '@comptoir/contracts/ids'
import { OrderAttached, OrderCreated } from '@comptoir/contracts/orders/events'
import { on, type Subscriber } from '@comptoir/dapr/events/subscriptions'
import { isRefusal } from '@comptoir/service/problems/refusal'
import type { Deps } from './deps.ts'
import { openPayment } from './payment/payment.ts'
import { updateLive } from './payment/payment-store.ts'

/** An announced order is paid: once, however often it is announced; an order cancelled before stays unpaid. */
export function createSubscribers({
  payments,
  settlement,
  clock,
}: Pick<Deps, 'payments' | 'settlement' | 'clock'>): Subscriber[] {
  return [
    on(OrderCreated, async ({ orderId, userId, totals, paymentMethod, paymentTerms: terms }) => {
      const id = paymentIntentIdOf(orderId)
      const opening = { id, orderId, userId, ...totals.grandTotal, ...paymentMethod, terms }
      const { payment, events } = openPayment({ ...opening, now: clock().toISOString() })
      const { document } = await payments.create(id, payment, events)
      await settlement.advance(document)
    }),
    on(OrderAttached, async ({ orderId, userId, guestId }) => {
      await updateLive(payments, paymentIntentIdOf(orderId), (payment) =>
        payment.userId === guestId ? { next: { ...payment, userId } } : undefined,
      ).catch(ignoreMissing)
    }),
  ]
}

/** An order that failed early has no payment. */
function ignoreMissing(error: unknown): void {
  if (!isRefusal(error, 'not_found')) throw error
}
