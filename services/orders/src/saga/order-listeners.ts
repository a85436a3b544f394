import type { Order } from '../order/order.ts'

/** Listens to the changes of one order. */
export type OrderSubscription = {
  /** The order after its last change, if it changed since the last call. */
  take(): Order | undefined
  /** Waits for the next change. Nothing when the time is up: the subscription is closed then. */
  next(withinMs: number): Promise<Order | undefined>
  /** How many entries of the order's history were notified. */
  lastEntry(): number
  close(): void
}

/** The steps of this process that listen to an order. A change that they are notified of needs no signal. */
export type OrderListeners = {
  subscribe(orderId: string): OrderSubscription
  hasListener(orderId: string): boolean
  /** How many orders have a listener. */
  count(): number
  notify(order: Order): void
}

type Listener = { latest: Order | undefined; lastEntry: number; wake: () => void }

/** A listener whose time is up is removed in the same instant, so no change is notified to a listener that has gone. */
export function createOrderListeners(): OrderListeners {
  const listeners = new Map<string, Set<Listener>>()

  function remove(orderId: string, listener: Listener): void {
    const all = listeners.get(orderId)
    all?.delete(listener)
    if (all?.size === 0) listeners.delete(orderId)
  }

  function subscribe(orderId: string): OrderSubscription {
    const listener: Listener = { latest: undefined, lastEntry: 0, wake: () => undefined }
    listeners.set(orderId, (listeners.get(orderId) ?? new Set()).add(listener))
    const close = () => remove(orderId, listener)
    function take(): Order | undefined {
      const { latest } = listener
      listener.latest = undefined
      return latest
    }
    async function next(withinMs: number): Promise<Order | undefined> {
      if (listener.latest) return take()
      await new Promise<void>((resolve) => {
        const onTimeout = () => {
          close()
          resolve()
        }
        const timer = setTimeout(onTimeout, withinMs)
        listener.wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
      return take()
    }
    return { take, next, lastEntry: () => listener.lastEntry, close }
  }

  return {
    subscribe,
    hasListener: (orderId) => listeners.has(orderId),
    count: () => listeners.size,
    notify(order) {
      for (const listener of listeners.get(order.orderId) ?? []) {
        // a read may return after a newer write was notified
        if (order.history.length < listener.lastEntry) continue
        listener.latest = order
        listener.lastEntry = order.history.length
        listener.wake()
      }
    },
  }
}
