import { setTimeout as sleep } from 'node:timers/promises'
import { type EventDefinition, eventsOf, newEvent } from '@comptoir/contracts/event'
import type { AppId } from '@comptoir/contracts/topology'
import { z } from 'zod'
import { createCollection } from '../../src/documents/documents.ts'
import type { Store } from '../../src/documents/store.ts'
import { startTail } from '../../src/events/event-log.ts'
import { type EventMeta, on } from '../../src/events/subscriptions.ts'
import type { Handled, Replica } from './replica.ts'

const What = z.object({ what: z.string() })

/** Kinds that payments and billing get from orders, and each catalog of catalog, with data of our own. */
export const Ordered = eventsOf('orders')('OrderCreated', What)
export const Listed = eventsOf('catalog')('ProductCreated', What)

/** What happened: documents of the producer. */
export const thingsOf = (store: Store) => createCollection(store, { name: 'things', schema: What })
/** What was done about it: documents of the consumer, one for each thing. */
const effectsOf = (store: Store) => createCollection(store, { name: 'effects', schema: What })

/** Writes a document that leaves an event: it reaches the broker by the outbox of the product. */
export async function happen(
  store: Store,
  what: string,
  kind: EventDefinition<typeof What> = Ordered,
): Promise<void> {
  await thingsOf(store).create(what, { what }, [newEvent(kind, { what })])
}

/** Writes the next version of one document, with its event. */
export async function happenNext(store: Store, id: string, what: string): Promise<void> {
  const events = [newEvent(Ordered, { what })]
  await thingsOf(store).upsert(id, () => ({ next: { what }, events }))
}

export type Run = EventMeta & {
  readonly what: string
  readonly replica: string
  readonly app: AppId
}

/** What handlers saw and did. */
export type Witness = {
  /** Each time that a handler was called. */
  readonly runs: Run[]
  /** What handlers did, which a repetition must not do again: one entry for each document that they made. */
  readonly effects: Run[]
  /** Throws or waits in the place of the handler. */
  fault: (what: string, replica: string) => Promise<void> | void
  /** Throws when the handler is done: its answer is lost. */
  faultAfter: (what: string) => void
  /** Handlers do their work without a look whether it is done, as those of no service should. */
  isCareless: boolean
  /** Handlers that leave one document behind for each event, as those of the services do. */
  handles(kind: EventDefinition<typeof What>): Handled
  /** What was done by an app. */
  doneBy(app: AppId): string[]
}

export function createWitness(): Witness {
  const witness: Witness = {
    runs: [],
    effects: [],
    fault: () => {},
    faultAfter: () => {},
    isCareless: false,
    handles: (kind) => (store, replica) => [
      on(kind, async ({ what }, meta) => {
        const run = { ...meta, what, replica, app: store.service }
        witness.runs.push(run)
        await witness.fault(what, replica)
        const { created } = await effectsOf(store).create(what, { what })
        if (created || witness.isCareless) witness.effects.push(run)
        witness.faultAfter(what)
      }),
    ],
    doneBy: (app) => witness.effects.filter((run) => run.app === app).map(({ what }) => what),
  }
  return witness
}

/** How many of some things a consumer has done: asked of its documents, since an answer to a write may be lost. */
export async function countDone(store: Store, whats: readonly string[]): Promise<number> {
  return (await effectsOf(store).getMany(whats)).length
}

/** Waits until a count has reached what is wanted, or has not grown for a while; answers it. */
export async function settled(
  count: () => number | Promise<number>,
  wanted: number,
  quietMs = 25_000,
): Promise<number> {
  let seen = await count()
  for (let since = Date.now(); seen < wanted && Date.now() - since < quietMs; ) {
    await sleep(100)
    const now = await count()
    if (now !== seen) since = Date.now()
    seen = now
  }
  return seen
}

/** Reads the log of orders until it is enough, as every replica of a consumer does every ten seconds. */
export async function readTheLog(
  { store, name, ordersLog: client }: Replica,
  handled: Handled,
  until: () => boolean | Promise<boolean>,
): Promise<void> {
  const subscribers = handled(store, name)
  const stop = startTail({ store, subscribers, client, producer: 'orders', everyMs: 200 })
  for (const end = Date.now() + 60_000; !(await until()) && Date.now() < end; ) await sleep(100)
  await stop()
}

/** Names for things that happen. */
export const whats = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, n) => `${name}-${n}`)

/** Says what was measured, for the table in `docs/portability.md`. */
export function report(text: string): void {
  process.stdout.write(`  · ${text}\n`)
}
