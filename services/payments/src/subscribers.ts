import { paymentIntentIdOf } from '@comptoir/contracts/ids'
import { OrderCreated } from '@comptoir/contracts/orders/events'
import { on, type Subscriber } from '@comptoir/dapr/events/subscriptions'
import type { Deps } from './deps.ts'
import { openPayment } from './payment/payment.ts'

/** An announced order is paid: once, however often it is announced; an order cancelled before stays unpaid. */
export function createSubscribers({
  payments,
  settlement,
  clock,
}: Pick<Deps, 'payments' | 'settlement' | 'clock'>): Subscriber[] {
  return [
    on(OrderCreated, async ({ orderId, userId, totals, paymentMethod }) => {
      const id = paymentIntentIdOf(orderId)
      const opening = { id, orderId, userId, ...totals.grandTotal, ...paymentMethod }
      const { payment, events } = openPayment({ ...opening, now: clock().toISOString() })
      const { document } = await payments.create(id, payment, events)
      await settlement.advance(document)
    }),
  ]
}
