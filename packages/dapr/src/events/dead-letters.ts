import { createHash } from 'node:crypto'
import type { CloudEvent } from '@comptoir/contracts/event'
import {
  DeadLetter,
  listDeadLetters,
  replayDeadLetter,
} from '@comptoir/contracts/platform/dead-letters'
import type { ServiceApp } from '@comptoir/service/app'
import { refuse } from '@comptoir/service/problems/refusal'
import { type Collection, createCollection } from '../documents/documents.ts'
import type { Store } from '../documents/store.ts'
import { noteFailure } from '../host/metrics.ts'
import { handleAll } from './consume.ts'
import { deliveredEvent, refuseForged } from './delivered-event.ts'
import type { SubscriberOptions } from './subscriptions.ts'

/** The events that a consumer could not handle. */
export function createDeadLetters(store: Store): Collection<DeadLetter> {
  return createCollection(store, {
    name: 'dead-letters',
    schema: DeadLetter,
    indexes: {
      waiting: (letter) =>
        letter.replayedAt ? [] : [{ key: 'all', score: Date.parse(letter.receivedAt) }],
    },
  })
}

/** Keeps an event that could not be handled; once, however often it comes. */
export async function buryEvent(store: Store, event: CloudEvent, reason: string): Promise<void> {
  const name = [event.source, event.type, event.id].join('|')
  const id = createHash('sha256').update(name).digest('hex').slice(0, 32)
  const receivedAt = new Date(store.now()).toISOString()
  const { created } = await createDeadLetters(store).create(id, { id, event, reason, receivedAt })
  if (created) noteFailure('dead letter', event.type)
}

/** Adds the dead-letter subscription and the internal routes that list and replay what it kept. */
export function attachDeadLetters(
  app: ServiceApp,
  { store, subscribers }: SubscriberOptions,
): void {
  const letters = createDeadLetters(store)

  app.post('/events-dead', async (c) => {
    const event = await deliveredEvent(c, store)
    if (!event) return c.json({ status: 'DROP' })
    if (!store.signatures.verify(event)) return refuseForged(c, event, store)
    store.log.error({ event: event.id, type: event.type }, 'dead letter')
    await buryEvent(store, event, 'not handled in time, or refused')
    return c.json({ status: 'SUCCESS' })
  })

  app.openapi(listDeadLetters, async (c) => {
    const page = c.req.valid('query')
    const { items, nextCursor } = await letters.list('waiting', 'all', { ...page, order: 'desc' })
    const answer = { items: items.map(({ data }) => data) }
    return c.json(nextCursor ? { ...answer, nextCursor } : answer, 200)
  })

  app.openapi(replayDeadLetter, async (c) => {
    const { deadLetterId } = c.req.valid('param')
    const letter = await letters.get(deadLetterId)
    if (!letter) throw refuse('not_found')
    const { event } = letter.data
    if (!store.signatures.verify(event))
      throw refuse('transition_refused', `${event.source} did not sign this event`)
    const reasons = await handleAll(subscribers, event)
    if (reasons.length > 0) throw refuse('transition_refused', reasons.join('; '))
    const replayedAt = new Date(store.now()).toISOString()
    const done = await letters.update(deadLetterId, (data) => ({ next: { ...data, replayedAt } }))
    return c.json(done.data, 200)
  })
}
