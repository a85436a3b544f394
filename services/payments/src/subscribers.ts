import { paymentIntentIdOf } from '@comptoir/contracts/ids'
import {
  OrderAttached,
  OrderCreated,
  OrderPartiallyShipped,
  OrderShipped,
} from '@comptoir/contracts/orders/events'
import { on, type Subscriber } from '@comptoir/dapr/events/subscriptions'
import { isRefusal } from '@comptoir/service/problems/refusal'
import type { Deps } from './deps.ts'
import { requestCapture } from './payment/held-money.ts'
import { openPayment } from './payment/payment.ts'
import { updateLive } from './payment/payment-store.ts'

/**
 * An announced order is paid: once, however often it is announced; an order cancelled before stays unpaid. What is held of it
 * is taken when its first parcel leaves.
 */
export function createSubscribers({
  payments,
  settlement,
  clock,
  captureAt,
}: Pick<Deps, 'payments' | 'settlement' | 'clock' | 'captureAt'>): Subscriber[] {
  const now = () => clock().toISOString()
  async function takeHeld({ orderId }: { readonly orderId: string }): Promise<void> {
    const id = paymentIntentIdOf(orderId)
    const document = await updateLive(payments, id, (payment) => requestCapture(payment, now()))
    await settlement.advance(document)
  }
  return [
    on(OrderPartiallyShipped, takeHeld),
    on(OrderShipped, takeHeld),
    on(OrderCreated, async ({ orderId, userId, totals, paymentMethod, paymentTerms: terms }) => {
      const id = paymentIntentIdOf(orderId)
      const asked = { ...totals.grandTotal, ...paymentMethod, terms, captureAt }
      const { payment, events } = openPayment({ id, orderId, userId, ...asked, now: now() })
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
