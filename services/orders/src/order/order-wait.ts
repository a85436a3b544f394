import type { Document } from '@comptoir/dapr/documents/documents'
import type { Live } from '@comptoir/dapr/events/live'
import { hasFailed, type Order } from './order.ts'
import { isCancelRequested } from './order-cancel.ts'
import { needsShopper } from './order-payment.ts'
import { channelOf, type Orders } from './order-store.ts'

const longestSeconds = 30

/** The seconds of a `Prefer: wait=N` header; 0 without one. */
export function preferredWait(header: string | undefined): number {
  const seconds = Number(/(?:^|[\s,;])wait=(\d{1,4})/.exec(header ?? '')?.[1] ?? 0)
  return Math.min(seconds, longestSeconds)
}

/** Confirmed or beyond, ended, or waiting for the shopper to do something about the payment. */
export function isDecided(order: Order): boolean {
  if (order.status !== 'pending' && order.status !== 'awaiting_payment') return true
  return needsShopper(order)
}

export const isCancelDecided = (order: Order): boolean =>
  hasFailed(order) || !isCancelRequested(order)

export type OrderWatch = {
  /** The order once it is as wished, or as it is when the time is up. */
  until(isDone: (order: Order) => boolean, seconds: number): Promise<Document<Order> | undefined>
  /** Waits for the first news, not longer than until it would be looked at anyway. */
  heard(seconds: number): Promise<void>
  stop(): void
}

/**
 * Watches an order from before something is asked of it, so that no news is missed between.
 * @example const watch = await watchOrder(deps, orderId); await change(); return await watch.until(isDecided, 10)
 */
export async function watchOrder(
  { orders, live }: { orders: Orders; live: Live },
  orderId: string,
): Promise<OrderWatch> {
  let wake = (): void => undefined
  let news = 0
  const stop = await live.subscribe(channelOf(orderId), ({ data }) => {
    if (isOnTheWay(data)) return
    news += 1
    wake()
  })

  async function until(isDone: (order: Order) => boolean, seconds: number) {
    const deadlineMs = Date.now() + 1_000 * seconds
    for (;;) {
      const seen = news
      const order = await orders.get(orderId)
      const leftMs = deadlineMs - Date.now()
      if (leftMs <= 0 || (order && isDone(order.data))) return order
      if (seen === news) await pause(leftMs)
    }
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.min(ms, recheckMs))
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }
  async function heard(seconds: number): Promise<void> {
    if (news === 0) await pause(1_000 * seconds)
  }
  return { until, heard, stop }
}

/** Lines of the history after which no order is decided, nor a cancel: not worth a look at the document. */
const onTheWay = new Set(['placed', 'awaiting_payment', 'paid'])

function isOnTheWay(data: unknown): boolean {
  const type = typeof data === 'object' && data !== null && 'type' in data ? data.type : undefined
  return typeof type === 'string' && onTheWay.has(type)
}

/** News may be lost: the document is looked at again now and then. */
const recheckMs = 1_000
