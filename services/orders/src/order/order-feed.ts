import type { Live, LiveEvent } from '@comptoir/dapr/events/live'
import { liveEventOf, type Orders } from './order-store.ts'

const lookAgainMs = 10_000

export type Feed = {
  readonly live: Live
  readonly replay: () => Promise<readonly LiveEvent[]>
}

/**
 * An order's history as a feed, each line once and in order: news on the channel only say "look", since two
 * writers may announce crosswise; a look now and then makes up for lost news.
 */
export function historyFeed(
  { orders, live }: { orders: Orders; live: Live },
  { orderId, lastEventId }: { orderId: string; lastEventId: string | undefined },
): Feed {
  let shown = Number(lastEventId) || 0

  async function look(): Promise<readonly LiveEvent[]> {
    const order = await orders.get(orderId)
    const news = (order?.data.history ?? []).filter(({ id }) => id > shown)
    shown = news.at(-1)?.id ?? shown
    return news.map((entry) => liveEventOf(orderId, entry))
  }

  async function subscribe(channel: string, listener: (event: LiveEvent) => void) {
    let last = Promise.resolve()
    const follow = () => {
      last = last.then(async () => (await look()).forEach(listener)).catch(() => undefined)
    }
    const leave = await live.subscribe(channel, follow)
    const timer = setInterval(follow, lookAgainMs)
    return () => {
      clearInterval(timer)
      leave()
    }
  }
  return { live: { ...live, subscribe }, replay: look }
}
