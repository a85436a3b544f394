import { readOrderTimeline } from '@comptoir/contracts/platform/operations'
import {
  type LoggedEvent,
  readHandled,
  readLogOfOrder,
  readSagas,
} from '@comptoir/contracts/platform/timeline'
import type { ServiceApp } from '@comptoir/service/app'
import { askAll, type OperationDeps } from './operations.ts'

type Handled = Map<string, { service: string; at?: string }[]>

/** One order as all services tell it. */
export function addTimelineRoute(app: ServiceApp, { clients }: OperationDeps): void {
  app.openapi(readOrderTimeline, async (c) => {
    const params = c.req.valid('param')
    const asking = { params, query: c.req.valid('query'), timeoutMs: 15_000 }
    const [logs, { sagas }] = await Promise.all([
      askAll((appId) => clients[appId](readLogOfOrder, asking)),
      clients.orders(readSagas, { params }).catch(() => ({ sagas: [] })),
    ])
    const events = logs.answers.flatMap(({ answer }) => answer.events).sort(byTime)
    const body = { events: events.map(({ id, source, type }) => ({ id, source, type })) }
    const handling = await askAll((appId) => clients[appId](readHandled, { body, retry: true }))
    const handled: Handled = new Map()
    for (const { appId, answer } of handling.answers) {
      for (const { at, ...event } of answer.items) {
        const known = handled.get(keyOf(event)) ?? []
        handled.set(keyOf(event), [...known, { service: appId, ...(at && { at }) }])
      }
    }
    const told = events.map((event) => ({ ...event, handled: handled.get(keyOf(event)) ?? [] }))
    const silent = [...new Set([...logs.silent, ...handling.silent])]
    return c.json({ events: told, sagas, silent }, 200)
  })
}

const keyOf = ({ id, source, type }: Pick<LoggedEvent, 'id' | 'source' | 'type'>) =>
  `${source} ${type} ${id}`

/** By time, then by version: the clocks of services may differ by a little. */
function byTime(a: LoggedEvent, b: LoggedEvent): number {
  return a.time.localeCompare(b.time) || a.aggregateversion - b.aggregateversion
}
