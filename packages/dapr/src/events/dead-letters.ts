import { createHash } from 'node:crypto'
import type { CloudEvent } from '@comptoir/contracts/event'
import {
  DeadLetter,
  discardDeadLetter,
  listDeadLetters,
  type ReplayedDeadLetters,
  replayDeadLetter,
  replayDeadLetters,
} from '@comptoir/contracts/platform/dead-letters'
import type { ServiceApp } from '@comptoir/service/app'
import { asPassedOn } from '@comptoir/service/audit/audit-scope'
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
        letter.replayedAt || letter.discarded
          ? []
          : [{ key: 'all', score: Date.parse(letter.receivedAt) }],
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

/** Adds the dead-letter subscription and the internal routes that list, replay and discard what it kept. */
export function attachDeadLetters(app: ServiceApp, options: SubscriberOptions): void {
  const { store } = options
  const letters = createDeadLetters(store)

  /** One that fails does not hold up the others. */
  async function replayInto(outcome: ReplayedDeadLetters, letter: DeadLetter, act: Act) {
    const reason = await replay(options, letters, letter, act).then(() => undefined, String)
    if (reason === undefined) outcome.replayed += 1
    else outcome.failed.push({ id: letter.id, reason })
  }

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
    const letter = await letters.get(c.req.valid('param').deadLetterId)
    if (!letter) throw refuse('not_found')
    const act = asPassedOn('ReplayOneDeadLetter', c.req.valid('query').by)
    return c.json(await replay(options, letters, letter.data, act), 200)
  })

  app.openapi(replayDeadLetters, async (c) => {
    const { type, cursor, by } = c.req.valid('json')
    const act = asPassedOn('ReplayDeadLettersOfService', by)
    const page = { order: 'asc', limit: replayedAtOnce, cursor } as const
    const { items, nextCursor } = await letters.list('waiting', 'all', page)
    const outcome: ReplayedDeadLetters = { replayed: 0, failed: [] }
    for (const { data } of items) {
      if (type === undefined || data.event.type === type) await replayInto(outcome, data, act)
    }
    return c.json({ ...outcome, ...(nextCursor && { nextCursor }) }, 200)
  })

  app.openapi(discardDeadLetter, async (c) => {
    const { by, reason } = c.req.valid('json')
    const discarded = { at: new Date(store.now()).toISOString(), by, reason }
    const act = asPassedOn('DiscardOneDeadLetter', by, reason)
    const { data } = await act(() =>
      letters.update(c.req.valid('param').deadLetterId, (letter) => {
        if (letter.replayedAt) throw refuse('transition_refused', 'it was handled')
        return letter.discarded ? undefined : { next: { ...letter, discarded } }
      }),
    )
    return c.json(data, 200)
  })
}

const replayedAtOnce = 50

/** Hands the event to its handlers again. Throws when one of them fails: it stays a dead letter. */
async function replay(
  { store, subscribers }: SubscriberOptions,
  letters: Collection<DeadLetter>,
  { id, event, discarded }: DeadLetter,
  act: Act,
): Promise<DeadLetter> {
  if (discarded) throw refuse('transition_refused', 'it was discarded')
  if (!store.signatures.verify(event)) {
    throw refuse('transition_refused', `${event.source} did not sign this event`)
  }
  const reasons = await handleAll(subscribers, event)
  if (reasons.length > 0) throw refuse('transition_refused', reasons.join('; '))
  const replayedAt = new Date(store.now()).toISOString()
  // what its handlers write is no writing of staff
  return (await act(() => letters.update(id, (data) => ({ next: { ...data, replayedAt } })))).data
}

type Act = ReturnType<typeof asPassedOn>
