import { setTimeout as sleep } from 'node:timers/promises'
import { createMemoryLive } from '@comptoir/dapr/test/memory-twins'
import { silentLog } from '@comptoir/service/test/silent-log'
import { describe, expect, it } from 'vitest'
import type { Item } from '../stock/stock.ts'
import { createStockAnnouncer, createStockFeed } from './stock-feed.ts'
import type { Known } from './stock-shown.ts'

const itemOf = (sku: string, version: number, available = version): Item => ({
  ...{ sku, version, available, onHand: available, reserved: 0 },
  ...{ lowThreshold: 0, level: 'ok' },
})

/** Two replicas over one channel, and the items that both read. */
function setUp() {
  const live = createMemoryLive()
  const items = new Map<string, Item>()
  const put = (item: Item) => items.set(item.sku, item)
  const reads: (readonly string[])[] = []
  const stock = {
    async readItems(skus: readonly string[]) {
      reads.push(skus)
      return skus.flatMap((sku) => items.get(sku) ?? [])
    },
  }
  const replica = () => createStockFeed({ live, stock, gatherMs: 20 })
  const announce = createStockAnnouncer({ live, log: silentLog() })
  return { live, put, reads, replica, announce }
}

/** What a reader of some SKUs hears: versions by SKU, in order. */
async function listen(feed: ReturnType<typeof createStockFeed>, ...skus: string[]) {
  const heard: string[] = []
  const leave = await feed.follow(skus, ({ sku, version }: Known) =>
    heard.push(`${sku}@${version}`),
  )
  return { heard, leave }
}

describe('the feed of stock', () => {
  it('tells how each SKU is now, also one that nobody stocks, then what changes, in every replica', async () => {
    const { put, replica, announce } = setUp()
    put(itemOf('A', 1))
    const [here, there] = [await listen(replica(), 'A', 'B'), await listen(replica(), 'A')]
    expect([here.heard, there.heard]).toEqual([['A@1', 'B@undefined'], ['A@1']])
    await announce([itemOf('A', 2), itemOf('C', 9)])
    await sleep(40)
    expect([here.heard.slice(2), there.heard.slice(1)]).toEqual([['A@2'], ['A@2']])
  })

  it('tells many changes at once as the last one', async () => {
    const { put, replica, announce } = setUp()
    put(itemOf('A', 1))
    const { heard } = await listen(replica(), 'A')
    for (const version of [2, 3, 5, 4]) await announce([itemOf('A', version)])
    await sleep(40)
    expect(heard).toEqual(['A@1', 'A@5'])
  })

  it('finds what was lost on the way', async () => {
    const { put, replica } = setUp()
    put(itemOf('A', 1))
    const feed = replica()
    const { heard } = await listen(feed, 'A')
    put(itemOf('A', 2))
    await feed.refresh()
    await sleep(40)
    expect(heard).toEqual(['A@1', 'A@2'])
  })

  it('reads again what is followed only, and nothing once all have left', async () => {
    const { put, reads, replica, announce } = setUp()
    put(itemOf('A', 1))
    const feed = replica()
    const [first, second] = [await listen(feed, 'A'), await listen(feed, 'A')]
    first.leave()
    await announce([itemOf('A', 2)])
    await sleep(40)
    expect([first.heard, second.heard]).toEqual([['A@1'], ['A@1', 'A@2']])
    second.leave()
    reads.length = 0
    await feed.refresh()
    await announce([itemOf('A', 3)])
    await sleep(40)
    expect([reads, second.heard.length]).toEqual([[], 2])
  })

  it('follows again after a start that failed', async () => {
    const { live, put, replica, announce } = setUp()
    put(itemOf('A', 1))
    const { subscribe } = live
    live.subscribe = async () => {
      throw new Error('away')
    }
    const feed = replica()
    await expect(listen(feed, 'A')).rejects.toThrow('away')
    live.subscribe = subscribe
    const { heard } = await listen(feed, 'A')
    await announce([itemOf('A', 2)])
    await sleep(40)
    expect(heard).toEqual(['A@1', 'A@2'])
  })
})
