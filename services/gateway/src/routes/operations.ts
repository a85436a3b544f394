import { readConsumption } from '@comptoir/contracts/platform/consumption'
import {
  listConsumption,
  listServiceHealth,
  listTopics,
  readOrderTimeline,
} from '@comptoir/contracts/platform/operations'
import { readServiceHealth, type ServiceHealth } from '@comptoir/contracts/platform/service-health'
import {
  type LoggedEvent,
  readHandled,
  readLogOfOrder,
  readSagas,
} from '@comptoir/contracts/platform/timeline'
import type { AppId } from '@comptoir/contracts/topology'
import type { Clients } from '@comptoir/dapr/sidecar/invoke'
import type { ServiceApp } from '@comptoir/service/app'
import { askAll } from './ask-all.ts'
import { addDeadLetterRoutes } from './dead-letters.ts'
import { topics } from './topics.ts'

export type OperationDeps = {
  readonly clients: Clients
  /** How the gateway itself is. */
  readonly health: () => Promise<ServiceHealth>
}
type Asking = Pick<OperationDeps, 'clients'>

/** What operators ask of every service at once. */
export function addOperationRoutes(app: ServiceApp, { clients, health }: OperationDeps): void {
  app.openapi(listConsumption, async (c) => {
    const { answers, silent } = await askAll((appId) => clients[appId](readConsumption))
    return c.json({ services: answers.map(({ answer }) => answer), silent }, 200)
  })

  app.openapi(listServiceHealth, async (c) => {
    const ask = (appId: AppId) => clients[appId](readServiceHealth)
    const [own, { answers, silent }] = await Promise.all([health(), askAll(ask)])
    return c.json({ services: [own, ...answers.map(({ answer }) => answer)], silent }, 200)
  })

  app.openapi(listTopics, (c) => c.json({ items: topics }, 200))

  addDeadLetterRoutes(app, { clients })
  addTimelineRoute(app, { clients })
}

type Handled = Map<string, { service: string; at?: string }[]>

/** One order as all services tell it. */
function addTimelineRoute(app: ServiceApp, { clients }: Asking): void {
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
