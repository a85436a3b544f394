import type { ServiceApp } from '@comptoir/service/app'
import type { Context } from 'hono'
import { noteFailure } from '../host/metrics.ts'
import { consume } from './consume.ts'
import { attachDeadLetters, buryEvent } from './dead-letters.ts'
import { deliveredEvent, refuseForged } from './delivered-event.ts'
import { ForgedEvent } from './signatures.ts'
import type { SubscriberOptions } from './subscriptions.ts'

/** Adds the routes that the sidecar delivers to: one per kind of event, and the dead letters. */
export function attachSubscribers(app: ServiceApp, options: SubscriberOptions): void {
  const types = new Set(options.subscribers.map(({ definition }) => definition.type))
  for (const type of types) app.post(`/events/${type}`, (c) => receive(c, options))
  attachDeadLetters(app, options)
}

async function receive(c: Context, { store, subscribers, deliveryWatch }: SubscriberOptions) {
  const { log } = store
  const event = await deliveredEvent(c, store)
  if (!event) return c.json({ status: 'DROP' })
  const { id, type } = event
  let isDone = false
  try {
    const verdict = await consume(store, subscribers, event)
    isDone = verdict.status === 'done' && verdict.now
    if (verdict.status === 'done') return c.json({ status: 'SUCCESS' })
    log.error({ event: id, type, reason: verdict.reason }, 'dropped an event')
    // with its reason, which the sidecar does not pass on: the copy that it sends to the dead-letter topic changes nothing
    await buryEvent(store, event, verdict.reason)
    return c.json({ status: 'DROP' })
  } catch (error) {
    if (error instanceof ForgedEvent) return refuseForged(c, event, store)
    noteFailure('event', type)
    log.warn({ err: error, event: id, type }, 'the event will be delivered again')
    return c.json({ status: 'RETRY' }, 500)
  } finally {
    deliveryWatch?.delivered(event, isDone)
  }
}
