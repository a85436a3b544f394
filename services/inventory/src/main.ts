import * as events from '@comptoir/contracts/inventory/events'
import { repeat } from '@comptoir/dapr/host/background'
import { createHost } from '@comptoir/dapr/host/host'
import { startStreamRelay } from '@comptoir/dapr/outbox/script-event-publisher'
import { createClientAddress } from '@comptoir/service/auth/client-address'
import { readConfig } from '@comptoir/service/config'
import { createApp } from './app.ts'
import { configShape } from './config.ts'
import { createStockAnnouncer, createStockFeed, startStockRefresh } from './live/stock-feed.ts'
import { startProjector } from './reports/stock-projection.ts'
import { createStockAlerts, createStockItems } from './reports/stock-reports.ts'
import { createStockOpening } from './stock/opening.ts'
import { createStock, startSweeper } from './stock/stock-store.ts'
import { createSubscribers } from './subscribers.ts'
import { createWishLimits, sharedLimiters } from './wishes/guest-limits.ts'
import { collectWishes, eraseWishes } from './wishes/persons.ts'
import { createWishTeller, startWishTeller } from './wishes/teller.ts'
import { createWishes } from './wishes/wish-store.ts'

const config = readConfig(configShape)
const host = await createHost('inventory', config)
const { store, log, redis, live } = host
const stock = createStock(redis)
const items = createStockItems(store)
const alerts = createStockAlerts(store)
const feed = createStockFeed({ live, stock, gatherMs: config.liveGatherMs })
const announce = createStockAnnouncer({ live, log })
const wishes = createWishes(store)
const teller = createWishTeller({
  ...{ wishes, stock, keys: store.keys, clock: host.clock },
  perUnit: config.wishesPerUnit,
  headStartMs: config.wishHeadStartSeconds * 1_000,
})
const opening = createStockOpening(redis, store)

const app = createApp({
  ...host,
  stock,
  items,
  alerts,
  feed,
  ...{ wishes, teller, wishLimits: createWishLimits(sharedLimiters(redis)) },
  addressOf: createClientAddress(config.appApiToken),
  ready: async () => opening.missing() ?? (await host.ready()),
})
await host.run(app, {
  subscribers: createSubscribers({ stock, log }),
  isScripted: true,
  collections: [items, alerts, wishes],
  erase: eraseWishes(wishes),
  personalData: collectWishes(wishes),
  workers: [
    () => repeat({ name: 'stock opening', everyMs: 1_000, log, run: opening.look }),
    () => startStreamRelay(store, redis, Object.values(events)),
    () => startSweeper({ stock, log, everyMs: config.sweepEveryMs }),
    () =>
      startProjector({
        ...{ store, redis, items, alerts, log, everyMs: config.projectEveryMs },
        changed: async (changed) => {
          teller.notice(changed.filter(({ available }) => available > 0).map(({ sku }) => sku))
          await announce(changed)
        },
      }),
    () =>
      startWishTeller({
        ...{ teller, keys: store.keys, log },
        ...{ everyMs: config.wishEveryMs, sweepMs: config.wishSweepMs },
      }),
    () => startStockRefresh({ feed, log, everyMs: config.liveRefreshMs }),
  ],
})
