import * as events from '@comptoir/contracts/inventory/events'
import { repeat } from '@comptoir/dapr/host/background'
import { createHost } from '@comptoir/dapr/host/host'
import { startStreamRelay } from '@comptoir/dapr/outbox/script-event-publisher'
import { readConfig } from '@comptoir/service/config'
import { createApp } from './app.ts'
import { configShape } from './config.ts'
import { startProjector } from './reports/stock-projection.ts'
import { createStockAlerts, createStockItems } from './reports/stock-reports.ts'
import { createStockOpening } from './stock/opening.ts'
import { createStock, startSweeper } from './stock/stock-store.ts'
import { createSubscribers } from './subscribers.ts'

const config = readConfig(configShape)
const host = await createHost('inventory', config)
const { store, log, redis } = host
const stock = createStock(redis)
const items = createStockItems(store)
const alerts = createStockAlerts(store)
const opening = createStockOpening(redis, store)

const app = createApp({
  ...host,
  stock,
  items,
  alerts,
  ready: async () => opening.missing() ?? (await host.ready()),
})
await host.run(app, {
  subscribers: createSubscribers({ stock, log }),
  isScripted: true,
  collections: [items, alerts],
  workers: [
    () => repeat({ name: 'stock opening', everyMs: 1_000, log, run: opening.look }),
    () => startStreamRelay(store, redis, Object.values(events)),
    () => startSweeper({ stock, log, everyMs: config.sweepEveryMs }),
    () => startProjector({ store, redis, items, alerts, log, everyMs: config.projectEveryMs }),
  ],
})
