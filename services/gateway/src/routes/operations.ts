import { readConsumption } from '@comptoir/contracts/platform/consumption'
import { listDeadLetters, replayDeadLetter } from '@comptoir/contracts/platform/dead-letters'
import {
  listAllDeadLetters,
  listConsumption,
  readOrderTimeline,
  replayOneDeadLetter,
} from '@comptoir/contracts/platform/operations'
import {
  type LoggedEvent,
  readHandled,
  readLogOfOrder,
  readSagas,
} from '@comptoir/contracts/platform/timeline'
import { type AppId, appIds } from '@comptoir/contracts/topology'
import type { Clients } from '@comptoir/dapr/sidecar/invoke'
import type { ServiceApp } from '@comptoir/service/app'

export type OperationDeps = { readonly clients: Clients }

const behind = appIds.filter((appId) => appId !== 'gateway')

/** What operators ask of every service at once. */
export function addOperationRoutes(app: ServiceApp, { clients }: OperationDeps): void {
  app.openapi(listConsumption, async (c) => {
    const { answers, silent } = await askAll((appId) => clients[appId](readConsumption))
    return c.json({ services: answers.map(({ answer }) => answer), silent }, 200)
  })

  app.openapi(listAllDeadLetters, async (c) => {
    const query = { limit: 100 }
    const { answers, silent } = await askAll((appId) => clients[appId](listDeadLetters, { query }))
    const items = answers.flatMap(({ appId, answer }) =>
      answer.items.map((letter) => ({ ...letter, service: appId })),
    )
    return c.json({ items, silent }, 200)
  })

  app.openapi(replayOneDeadLetter, async (c) => {
    const { service, deadLetterId } = c.req.valid('param')
    const options = { params: { deadLetterId }, retry: true, timeoutMs: 15_000 }
    return c.json(await clients[service](replayDeadLetter, options), 200)
  })

  addTimelineRoute(app, { clients })
}

/** Asks every service; one that does not answer is named instead. */
async function askAll<T>(ask: (appId: AppId) => Promise<T>) {
  const asked = await Promise.all(
    behind.map(async (appId) => ({ appId, answer: await ask(appId).catch(() => undefined) })),
  )
  return {
    answers: asked.flatMap(({ appId, answer }) => (answer === undefined ? [] : { appId, answer })),
    silent: asked.flatMap(({ appId, answer }) => (answer === undefined ? appId : [])),
  }
}

type Handled = Map<string, { service: string; at?: string }[]>

/** One order as all services tell it. */
function addTimelineRoute(app: ServiceApp, { clients }: OperationDeps): void {
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
