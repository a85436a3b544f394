import type { CloudEvent } from '@comptoir/contracts/event'
import type { ServiceApp } from '@comptoir/service/app'
import { handle, handlersOf } from './consume.ts'
import { deliveredEvent } from './delivered-event.ts'
import { requireGenuine } from './signatures.ts'
import type { SubscriberOptions } from './subscriptions.ts'

/**
 * Adds the routes of the broadcast component, which delivers every event to every replica. Some brokers replay all events at
 * each start, so events older than the last one of their subject are ignored. Failures are not retried: reading the log
 * repairs them.
 */
export function attachBroadcast(app: ServiceApp, { store, subscribers }: SubscriberOptions): void {
  const newest = new Map<string, number>()

  async function receive(event: CloudEvent) {
    const subject = `${event.type}|${event.subject}`
    if ((newest.get(subject) ?? 0) >= event.aggregateversion) return
    requireGenuine(store.signatures, event)
    for (const subscriber of handlersOf(subscribers, event)) {
      const reason = await handle(subscriber, event)
      if (reason !== undefined) store.log.error({ event: event.id, reason }, 'broadcast refused')
    }
    newest.set(subject, event.aggregateversion)
  }

  const types = new Set(subscribers.map(({ definition }) => definition.type))
  for (const type of types) {
    app.post(`/events/broadcast/${type}`, async (c) => {
      const event = await deliveredEvent(c, store)
      if (event) {
        await receive(event).catch((error: unknown) =>
          store.log.warn({ err: error, event: event.id }, 'broadcast not handled'),
        )
      }
      return c.json({ status: 'SUCCESS' })
    })
  }
}
