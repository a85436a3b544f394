import { CloudEvent } from '@comptoir/contracts/event'
import { StockAlertRaised, StockLevelChanged } from '@comptoir/contracts/inventory/events'
import type { Store } from '@comptoir/dapr/documents/store'
import { repeat, type Stop } from '@comptoir/dapr/host/background'
import { withLease } from '@comptoir/dapr/leases/lease'
import type { Logger } from '@comptoir/service/observability/log'
import type { Redis } from 'ioredis'
import type { z } from 'zod'
import type { Item } from '../stock/stock.ts'
import { fieldsOf, logKey } from '../stock/stock-store.ts'
import { close, openAlert } from './alert.ts'
import type { StockAlerts, StockItems } from './stock-reports.ts'

const positionKey = `{${logKey}}:projected`
const pageSize = 500

type ProjectionDeps = {
  redis: Redis
  items: StockItems
  alerts: StockAlerts
  /** Called with the items as they are now, each once a page: live streams and those who wait want to know. */
  changed: (items: readonly Item[]) => Promise<void>
}
type Level = z.output<typeof StockLevelChanged.schema>

/**
 * Brings the stock documents up to the log: the last level of each item, every alert, alerts that are over.
 * Twice the same page, or two replicas at once, end the same. Answers how many entries it read.
 */
export async function projectStock(deps: ProjectionDeps): Promise<number> {
  const position = (await deps.redis.get(positionKey)) ?? '0-0'
  const entries = await deps.redis.xrange(logKey, `(${position}`, '+', 'COUNT', pageSize)
  const last = entries.at(-1)
  if (!last) return 0
  const levels = new Map<string, { item: Item; time: string }>()
  for (const [, fields] of entries) {
    const event = CloudEvent.parse(JSON.parse(fieldsOf(fields)['event'] ?? ''))
    if (event.type === StockLevelChanged.type) {
      const level = StockLevelChanged.schema.parse(event.data)
      levels.set(level.sku, { item: itemOf(level), time: event.time })
    }
    if (event.type === StockAlertRaised.type) await raise(deps.alerts, event)
  }
  const seen = [...levels.values()]
  await deps.changed(seen.map(({ item }) => item))
  await Promise.all(seen.map((one) => saveLevel(deps, one)))
  await deps.redis.set(positionKey, last[0])
  return entries.length
}

async function raise(alerts: StockAlerts, event: CloudEvent): Promise<void> {
  const { sku, kind, available } = StockAlertRaised.schema.parse(event.data)
  if (kind === 'back_in_stock') return
  const alert = openAlert({ sku, kind, available, version: event.aggregateversion, at: event.time })
  await alerts.create(alert.alertId, alert)
}

const itemOf = (level: Level): Item => ({ lowThreshold: 0, level: 'ok', ...level })

async function saveLevel({ items, alerts }: ProjectionDeps, seen: { item: Item; time: string }) {
  const { item: next, time } = seen
  const saved = await items.upsert(next.sku, (held) =>
    held && held.version >= next.version ? undefined : { next },
  )
  for (const alertId of await alerts.ids('unclosed', next.sku)) {
    await alerts.update(alertId, (alert) =>
      alert.kind === saved.data.level ? undefined : { next: close(alert, time) },
    )
  }
}

type ProjectorOptions = ProjectionDeps & { store: Store; log: Logger; everyMs: number }

/** Keeps the stock documents up to the log; one replica at a time, held by a lease. */
export function startProjector({ store, log, everyMs, ...deps }: ProjectorOptions): Stop {
  const lease = { name: 'lease:inventory:projection' }
  const run = (signal: AbortSignal) =>
    withLease(store.keys, lease, async (renew) => {
      while ((await projectStock(deps)) > 0 && !signal.aborted) await renew()
    })
  return repeat({ name: 'stock projection', everyMs, log, run })
}
