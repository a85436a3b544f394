import type { Order as OrderView } from '@comptoir/contracts/orders/view'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { Live } from '@comptoir/dapr/live/live-channels'
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
  if (order.status === 'pending') return false
  return order.status !== 'awaiting_payment' || needsShopper(order)
}

export const isCancelDecided = (order: Order): boolean =>
  hasFailed(order) || !isCancelRequested(order)

type WatchDeps = { readonly orders: Orders; readonly live: Live }
type Wait = {
  readonly orderId: string
  readonly seconds: number
  readonly isDone: (order: Order) => boolean
}

/** Changes an order and answers it once it is as wanted, or as it is when the time is up. */
export async function changeAndWait(
  deps: WatchDeps,
  { orderId, seconds, isDone }: Wait,
  change: (watch: Awaited<ReturnType<typeof watchOrder>>) => Promise<Document<Order>>,
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
async function watchOrder({ orders, live }: WatchDeps, orderId: string) {
  let wake = (): void => undefined
  let changes = 0
  const stop = await live.subscribe(channelOf(orderId), ({ data }) => {
    if (isIntermediate(data)) return
    changes += 1
    wake()
  })

  /** The order once it is as wanted, or as it is when the time is up. */
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

  async function pause(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, Math.min(ms, recheckMs))
    wake = resolve
    await promise
    clearTimeout(timer)
  }

  /** Waits for the first change, not longer than until the order would be read anyway. */
  async function firstChange(seconds: number): Promise<void> {
    if (changes === 0) await pause(1_000 * seconds)
  }
  return { until, firstChange, stop }
}

/** Entries of the history that decide neither an order nor a cancel: not worth a read. */
const intermediate: ReadonlySet<unknown> = new Set([
  ...['placed', 'awaiting_payment', 'paid', 'payment_authorised'],
])

const isIntermediate = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'type' in data && intermediate.has(data.type)

/** Events may be lost: the order is read again now and then. */
const recheckMs = 1_000
