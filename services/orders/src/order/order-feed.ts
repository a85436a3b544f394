import type { Live, LiveEvent } from '@comptoir/dapr/live/live-channels'
import { liveEventOf, type Orders } from './order-store.ts'

const rereadMs = 10_000

/**
 * An order's history as a feed, each entry once and in order. An event on the channel only says that the order changed,
 * since the events of two writers may cross. The order is read again now and then, since events may be lost.
 */
export function historyFeed(
  { orders, live }: { orders: Orders; live: Live },
  { orderId, lastEventId }: { orderId: string; lastEventId: string | undefined },
) {
  let shown = Number(lastEventId) || 0
  const replayed = Promise.withResolvers<void>()

  async function readNew(): Promise<readonly LiveEvent[]> {
    const order = await orders.get(orderId)
    const entries = (order?.data.history ?? []).filter(({ id }) => id > shown)
    shown = entries.at(-1)?.id ?? shown
    return entries.map((entry) => liveEventOf(orderId, entry))
  }

  async function replay(): Promise<readonly LiveEvent[]> {
    return await readNew().finally(replayed.resolve)
  }

  async function subscribe(channel: string, listener: (event: LiveEvent) => void) {
    // a change during the replay must not take entries that the replay is to show first
    let last = replayed.promise
    const follow = () => {
      last = last.then(async () => (await readNew()).forEach(listener)).catch(() => undefined)
    }
    const unsubscribe = await live.subscribe(channel, follow)
    const timer = setInterval(follow, rereadMs)
    return () => {
      clearInterval(timer)
      unsubscribe()
    }
  }
  return { live: { ...live, subscribe }, replay }
}
