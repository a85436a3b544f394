import { CloudEvent } from '@comptoir/contracts/event'
import { createApp } from '../../../../../services/inventory/src/app.ts'
import {
  createStockAnnouncer,
  createStockFeed,
} from '../../../../../services/inventory/src/live/stock-feed.ts'
import { projectStock } from '../../../../../services/inventory/src/reports/stock-projection.ts'
import {
  createStockAlerts,
  createStockItems,
} from '../../../../../services/inventory/src/reports/stock-reports.ts'
import { createStockOpening } from '../../../../../services/inventory/src/stock/opening.ts'
import {
  createStock,
  fieldsOf,
  logKey,
} from '../../../../../services/inventory/src/stock/stock-store.ts'
import { createSubscribers } from '../../../../../services/inventory/src/subscribers.ts'
import {
  createWishLimits,
  memoryLimiters,
} from '../../../../../services/inventory/src/wishes/guest-limits.ts'
import { eraseWishes } from '../../../../../services/inventory/src/wishes/persons.ts'
import { createWishTeller } from '../../../../../services/inventory/src/wishes/teller.ts'
import { createWishes } from '../../../../../services/inventory/src/wishes/wish-store.ts'
import { createHostTwin, type Platform } from '../host-twin.ts'

/** Inventory: its scripts run in the twin of Redis, and what they log is published. */
export function startInventory(platform: Platform) {
  const { world, bus } = platform
  const { redis } = world
  let seen = { after: '', changes: 0 }
  /** Asks Redis only when something has changed since nothing was found. */
  async function readLog(after: string, limit: number) {
    if (after === seen.after && world.changes() === seen.changes) return []
    const changes = world.changes()
    const entries = await redis.xrange(logKey, `(${after}`, '+', 'COUNT', limit)
    if (entries.length === 0) seen = { after, changes }
    return entries.map(([position, fields]) => ({
      position,
      event: CloudEvent.parse(JSON.parse(fieldsOf(fields)['event'] ?? 'null')),
    }))
  }
  const host = createHostTwin(platform, 'inventory', readLog)
  const { store, log } = host
  const stock = createStock(redis)
  const items = createStockItems(store)
  const alerts = createStockAlerts(store)
  const opening = createStockOpening(redis, store)
  let published = '0-0'
  /** What the stream relay does, a page at a time. */
  async function publish(): Promise<void> {
    for (const { position, event } of await readLog(published, 100)) {
      await bus.publish(event)
      published = position
    }
  }
  const feed = createStockFeed({ live: host.live, stock, gatherMs: 300 })
  const announce = createStockAnnouncer(host)
  const wishes = createWishes(store)
  const teller = createWishTeller({
    ...{ wishes, stock, keys: store.keys, clock: host.clock },
    ...{ perUnit: 3, headStartMs: 86_400_000 },
  })
  const limits = { wishLimits: createWishLimits(memoryLimiters), addressOf: () => '127.0.0.1' }
  host.run(createApp({ ...host, stock, items, alerts, feed, wishes, teller, ...limits }), {
    subscribers: createSubscribers({ stock, log }),
    collections: [items, alerts, wishes],
    erase: eraseWishes(wishes),
    rounds: [
      { name: 'stream relay', run: publish },
      { name: 'stock sweeper', run: () => stock.sweep(100), isRare: true },
      {
        ...{ name: 'stock projection', isRare: true },
        run: () => projectStock({ redis, items, alerts, changed: announce }),
      },
    ],
  })
  return { stock, opening }
}
