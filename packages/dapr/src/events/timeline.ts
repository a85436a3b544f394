import type { CloudEvent } from '@comptoir/contracts/event'
import {
  type LoggedEvent,
  readHandled,
  readLogOfOrder,
} from '@comptoir/contracts/platform/timeline'
import type { ServiceApp } from '@comptoir/service/app'
import type { Store } from '../documents/store.ts'
import type { LogEntry } from '../outbox/delivery-index.ts'
import { handledAt, handlersOf } from './consume.ts'
import type { SubscriberOptions } from './subscriptions.ts'

const pageSize = 500
const longestLog = 100_000
/** The producer's clock may be a little ahead of the log's. */
const slackMs = 1_000

/** Serves operators the logged events of an order, and when they were handled. */
export function attachTimeline(app: ServiceApp, { store, subscribers }: SubscriberOptions): void {
  app.openapi(readLogOfOrder, async (c) => {
    const { orderId } = c.req.valid('param')
    const sinceMs = Date.parse(c.req.valid('query').since)
    return c.json({ events: await eventsOf(store, orderId, sinceMs) }, 200)
  })

  app.openapi(readHandled, async (c) => {
    const { events } = c.req.valid('json')
    const own = events.filter((event) => handlersOf(subscribers, event).length > 0)
    const times = await Promise.all(own.map((event) => handledAt(store, event)))
    const items = own.map((event, n) => ({ ...event, ...(times[n] && { at: times[n] }) }))
    return c.json({ items }, 200)
  })
}

/** The events of the log that name the order or an id derived from it; positions begin with their time. */
async function eventsOf(store: Store, orderId: string, sinceMs: number): Promise<LoggedEvent[]> {
  const suffix = orderId.slice(orderId.indexOf('_') + 1)
  const found: LoggedEvent[] = []
  let after = `${Math.max(0, sinceMs - slackMs)}-0`
  for (let seen = 0; seen < longestLog; seen += pageSize) {
    const page = await store.ledger.read(after, pageSize)
    for (const entry of page) if (concerns(entry.event, suffix)) found.push(noteOf(entry))
    after = page.at(-1)?.position ?? after
    if (page.length < pageSize) break
  }
  return found
}

const concerns = ({ subject, data }: CloudEvent, suffix: string): boolean =>
  subject.includes(suffix) || JSON.stringify(data ?? null).includes(suffix)

function noteOf({ position, event }: LogEntry): LoggedEvent {
  const { id, source, type, subject, time, aggregateversion, traceparent } = event
  const note = { id, source, type, subject, time, aggregateversion, position }
  return traceparent ? { ...note, traceparent } : note
}
