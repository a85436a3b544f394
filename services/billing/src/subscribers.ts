import { OrderConfirmed, OrderCreated } from '@comptoir/contracts/orders'
import { on, type Subscriber } from '@comptoir/dapr/subscriptions'
import type { BillingDesk } from './billing-desk.ts'

/** A draft when the order is created, the invoice when it is confirmed, whichever comes first. */
export function createSubscribers({ desk }: { desk: BillingDesk }): Subscriber[] {
  return [
    on(OrderCreated, (order) => desk.draft(order)),
    on(OrderConfirmed, ({ confirmedAt, paidWith, ...order }) =>
      desk.finalise(order, confirmedAt, paidWith),
    ),
  ]
}
