import type { Order } from '../order/order.ts'

type Listener = { latest: Order | undefined; lastEntry: number; wake: () => void }

export type OrderListeners = ReturnType<typeof createOrderListeners>
/** Listens to the changes of one order. */
export type OrderSubscription = ReturnType<OrderListeners['subscribe']>

/**
 * The steps of this process that listen to an order. A change that they are notified of needs no signal. A listener whose
 * time is up is removed in the same instant, so no change is notified to a listener that has gone.
 */
export function createOrderListeners() {
  const listeners = new Map<string, Set<Listener>>()

  function remove(orderId: string, listener: Listener): void {
    const all = listeners.get(orderId)
    all?.delete(listener)
    if (all?.size === 0) listeners.delete(orderId)
  }

  function subscribe(orderId: string) {
    const listener: Listener = { latest: undefined, lastEntry: 0, wake: () => undefined }
    listeners.set(orderId, (listeners.get(orderId) ?? new Set()).add(listener))
    const close = () => remove(orderId, listener)
    /** The order after its last change, if it changed since the last call. */
    function take(): Order | undefined {
      const { latest } = listener
      listener.latest = undefined
      return latest
    }
    /** Waits for the next change. Nothing when the time is up: the subscription is closed then. */
    async function next(withinMs: number): Promise<Order | undefined> {
      if (listener.latest) return take()
      const { promise, resolve } = Promise.withResolvers<void>()
      const onTimeout = () => {
        close()
        resolve()
      }
      const timer = setTimeout(onTimeout, withinMs)
      listener.wake = resolve
      await promise
      clearTimeout(timer)
      return take()
    }
    /** How many entries of the order's history were notified. */
    const lastEntry = () => listener.lastEntry
    return { take, next, lastEntry, close }
  }

  return {
    subscribe,
    hasListener: (orderId: string): boolean => listeners.has(orderId),
    /** How many orders have a listener. */
    count: (): number => listeners.size,
    notify(order: Order): void {
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
