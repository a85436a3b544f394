import { repeat, type Stop } from '@comptoir/dapr/host/background'
import type { Live } from '@comptoir/dapr/live/live-channels'
import type { Logger } from '@comptoir/service/observability/log'
import { z } from 'zod'
import { type Item, StoredItem } from '../stock/stock.ts'
import type { Stock } from '../stock/stock-store.ts'
import type { Known } from './stock-shown.ts'

/** The live channel of all items. */
const channel = 'stock'
/** As many as one script reads. */
const atOnce = 200

const Announced = z.array(StoredItem)

/** Tells every replica how items are now. It may fail, or be lost on the way: the next look of each replica finds what changed. */
export function createStockAnnouncer({ live, log }: { live: Pick<Live, 'announce'>; log: Logger }) {
  return async function announce(items: readonly Item[]): Promise<void> {
    for (let from = 0; from < items.length; from += atOnce) {
      const data = items.slice(from, from + atOnce)
      const id = `${data[0]?.sku}@${data[0]?.version}`
      await live
        .announce(channel, { id, type: 'levels', data })
        .catch((error: unknown) => log.warn({ err: error }, 'live streams of stock were not told'))
    }
  }
}

export type StockListener = (item: Known) => void

export type StockFeed = {
  /** Calls `listener` with each SKU as it is now, then whenever it changed, until the returned function is called. */
  follow(skus: readonly string[], listener: StockListener): Promise<() => void>
  /** Reads again what is followed: what was announced may have been lost, and holds run out without a word. */
  refresh(signal?: AbortSignal): Promise<void>
}

export type StockFeedOptions = {
  readonly live: Pick<Live, 'subscribe'>
  readonly stock: Pick<Stock, 'readItems'>
  /** Changes of an item within this time are told as one, the last. */
  readonly gatherMs: number
}

/** Passes what is announced of items to the streams of this replica, each SKU at most once in `gatherMs`. */
export function createStockFeed({ live, stock, gatherMs }: StockFeedOptions): StockFeed {
  const readers = createReaders(gatherMs)
  let leave: Promise<() => void> | undefined

  /** One subscription for all streams of the replica, as long as there are some. */
  async function listen(): Promise<void> {
    leave ??= live.subscribe(channel, ({ data }) => {
      const { data: items = [] } = Announced.safeParse(data)
      for (const item of items) readers.take(item)
    })
    await leave.catch((error: unknown) => {
      leave = undefined
      throw error
    })
  }

  function forget(skus: readonly string[], listener: StockListener): void {
    readers.remove(skus, listener)
    if (readers.skus().length > 0) return
    void leave?.then((end) => end())
    leave = undefined
  }

  return {
    async follow(skus, listener) {
      readers.add(skus, listener)
      try {
        await listen()
        const items = new Map((await stock.readItems(skus)).map((item) => [item.sku, item]))
        for (const sku of skus) listener(items.get(sku) ?? { sku })
      } catch (error) {
        forget(skus, listener)
        throw error
      }
      return () => forget(skus, listener)
    },
    async refresh(signal) {
      const skus = readers.skus()
      for (let from = 0; from < skus.length && !signal?.aborted; from += atOnce) {
        for (const item of await stock.readItems(skus.slice(from, from + atOnce)))
          readers.take(item)
      }
    },
  }
}

/** Who follows which SKU. What is taken is told together a little later, of each SKU the newest. */
function createReaders(gatherMs: number) {
  const listeners = new Map<string, Set<StockListener>>()
  const gathered = new Map<string, Item>()

  function tell(): void {
    const items = [...gathered.values()]
    gathered.clear()
    for (const item of items) {
      for (const listener of listeners.get(item.sku) ?? []) listener(item)
    }
  }

  return {
    skus: () => [...listeners.keys()],
    add(skus: readonly string[], listener: StockListener): void {
      for (const sku of skus) listeners.set(sku, (listeners.get(sku) ?? new Set()).add(listener))
    },
    remove(skus: readonly string[], listener: StockListener): void {
      for (const sku of skus) {
        const left = listeners.get(sku)
        left?.delete(listener)
        if (left?.size === 0) listeners.delete(sku)
      }
    },
    take(item: Item): void {
      const known = gathered.get(item.sku)
      const isOld = known && known.version > item.version
      if (isOld || !listeners.has(item.sku)) return
      if (gathered.size === 0) setTimeout(tell, gatherMs)
      gathered.set(item.sku, item)
    },
  }
}

/** Looks again at what is followed, in each replica. */
export function startStockRefresh(options: {
  feed: StockFeed
  log: Logger
  everyMs: number
}): Stop {
  const { feed, log, everyMs } = options
  return repeat({ name: 'live stock', everyMs, log, run: feed.refresh })
}
