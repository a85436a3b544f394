import type { Order as OrderView } from '@comptoir/contracts/orders/view'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { Live } from '@comptoir/dapr/events/live-channels'
import { hasFailed, type Order } from './order.ts'
import { isCancelRequested } from './order-cancel.ts'
import { needsShopper } from './order-payment.ts'
import { channelOf, type Orders } from './order-store.ts'
import { toView } from './order-view.ts'

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
  /** The order once it is as wanted, or as it is when the time is up. */
  until(isDone: (order: Order) => boolean, seconds: number): Promise<Document<Order> | undefined>
  /** Waits for the first change, not longer than until the order would be read anyway. */
  firstChange(seconds: number): Promise<void>
  stop(): void
}

type WatchDeps = { readonly orders: Orders; readonly live: Live }

export type Wait = {
  readonly orderId: string
  readonly seconds: number
  readonly isDone: (order: Order) => boolean
}

/** Changes an order and answers it once it is as wanted, or as it is when the time is up. */
export async function changeAndWait(
  deps: WatchDeps,
  { orderId, seconds, isDone }: Wait,
  change: (watch: OrderWatch) => Promise<Document<Order>>,
): Promise<OrderView> {
  const watch = await watchOrder(deps, orderId)
  try {
    const changed = await change(watch)
    return toView((await watch.until(isDone, seconds)) ?? changed)
  } finally {
    watch.stop()
  }
}

/** Watches an order from before it is changed, so that no event is missed in between. */
async function watchOrder({ orders, live }: WatchDeps, orderId: string): Promise<OrderWatch> {
  let wake = (): void => undefined
  let changes = 0
  const stop = await live.subscribe(channelOf(orderId), ({ data }) => {
    if (isIntermediate(data)) return
    changes += 1
    wake()
  })

  async function until(isDone: (order: Order) => boolean, seconds: number) {
    const deadlineMs = Date.now() + 1_000 * seconds
    for (;;) {
      const seen = changes
      const order = await orders.get(orderId)
      const leftMs = deadlineMs - Date.now()
      if (leftMs <= 0 || (order && isDone(order.data))) return order
      if (seen === changes) await pause(leftMs)
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
  async function firstChange(seconds: number): Promise<void> {
    if (changes === 0) await pause(1_000 * seconds)
  }
  return { until, firstChange, stop }
}

/** Entries of the history that decide neither an order nor a cancel: not worth a read. */
const intermediate = new Set(['placed', 'awaiting_payment', 'paid'])

function isIntermediate(data: unknown): boolean {
  const type = typeof data === 'object' && data !== null && 'type' in data ? data.type : undefined
  return typeof type === 'string' && intermediate.has(type)
}

/** Events may be lost: the order is read again now and then. */
const recheckMs = 1_000
