import { reservationIdOf } from '@comptoir/contracts/ids'
import { OrderConfirmed } from '@comptoir/contracts/orders/events'
import { on, type Subscriber } from '@comptoir/dapr/events/subscriptions'
import type { Logger } from '@comptoir/service/observability/log'
import type { Stock } from './stock/stock-store.ts'

/** What other services' facts do to stock: a confirmed order's reservation becomes sales. */
export function createSubscribers({ stock, log }: { stock: Stock; log: Logger }): Subscriber[] {
  return [
    on(OrderConfirmed, async ({ orderId }) => {
      const { status } = await stock.commit(reservationIdOf(orderId))
      if (status === 'unknown') throw new Error(`no reservation of ${orderId} to commit`)
      if (status === 'refused') log.error({ orderId }, 'a confirmed order has no stock')
    }),
  ]
}
