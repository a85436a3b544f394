import { randomUUID } from 'node:crypto'
import { readLog } from '@comptoir/contracts/log'
import type { Topic } from '@comptoir/contracts/topology'
import type { ServiceApp } from '@comptoir/service/app'
import type { Logger } from '@comptoir/service/log'
import { z } from 'zod'
import { repeat, type Stop } from './background.ts'
import { consume } from './consume.ts'
import { buryEvent } from './dead-letters.ts'
import { type Collection, createCollection } from './documents.ts'
import type { Client } from './invoke.ts'
import type { LogEntry } from './ledger.ts'
import type { Store } from './store.ts'
import type { Subscriber } from './subscriptions.ts'

/** Serves the service's event log to its consumers: they catch up from it, whatever the broker delivered. */
export function attachLog(app: ServiceApp, store: Store): void {
  app.openapi(readLog, async (c) => {
    const { after, limit } = c.req.valid('query')
    const entries = await store.ledger.read(after, limit)
    return c.json({ entries, next: entries.at(-1)?.position ?? after }, 200)
  })
}

export type TailOptions = {
  store: Store
  producer: Topic
  client: Client
  subscribers: readonly Subscriber[]
  log: Logger
  everyMs?: number
}

type Tail = TailOptions & {
  readonly positions: Collection<Position>
  /** Rounds that each event has failed: after too many it is a dead letter, so the rest can go on. */
  readonly failures: Map<string, number>
}

type Position = { readonly position: string }
const Position = z.object({ position: z.string() })

/** How far a consumer has come in each producer's log. */
export const createPositions = (store: Store): Collection<Position> =>
  createCollection(store, { name: 'positions', schema: Position })

const leaseMs = 15_000
const pageSize = 200
const leftToBrokerMs = 2_000
const roundsBeforeDeadLetter = 12

/**
 * Follows a producer's log through the same handlers as its topic, from a position in the consumer's own store. One
 * replica does at a time.
 */
export function startTail(options: TailOptions): Stop {
  const { store, producer, log } = options
  const tail = createTail(options)
  const lease = `tail:${store.service}:${producer}`
  const holder = randomUUID()
  return repeat({
    name: lease,
    everyMs: options.everyMs ?? 10_000,
    log,
    async run(signal) {
      if (!(await store.keys.claim(lease, holder, leaseMs))) return
      try {
        const renew = () => store.keys.replace(lease, holder, holder, leaseMs)
        while (!signal.aborted && (await catchUp(tail)) && (await renew()));
      } finally {
        await store.keys.replace(lease, holder, undefined, leaseMs)
      }
    },
  })
}

export function createTail(options: TailOptions): Tail {
  return { ...options, positions: createPositions(options.store), failures: new Map() }
}

/** Handles one page of the log; true when there may be more. */
export async function catchUp(tail: Tail): Promise<boolean> {
  const { positions, producer, client } = tail
  const after = (await positions.get(producer))?.data.position ?? '0-0'
  const page = await client(readLog, { query: { after, limit: pageSize } })
  const entries = page.entries.slice(0, firstFresh(page.entries, tail.store.now()))
  let position = after
  try {
    for (const entry of entries) {
      await handleEntry(tail, entry)
      position = entry.position
    }
  } finally {
    if (position !== after) await positions.upsert(producer, () => ({ next: { position } }))
  }
  return entries.length === pageSize
}

/** Where the entries begin that the broker is about to bring itself: they are left for the next round. */
function firstFresh(entries: readonly LogEntry[], nowMs: number): number {
  const at = entries.findIndex(({ event }) => Date.parse(event.time) > nowMs - leftToBrokerMs)
  return at < 0 ? entries.length : at
}

async function handleEntry(tail: Tail, { event }: LogEntry): Promise<void> {
  const { store, subscribers, failures, log } = tail
  try {
    const verdict = await consume(store, subscribers, event)
    if (verdict.status === 'dropped') await buryEvent(store, event, verdict.reason)
    failures.delete(event.id)
  } catch (error) {
    const rounds = (failures.get(event.id) ?? 0) + 1
    failures.set(event.id, rounds)
    if (rounds < roundsBeforeDeadLetter) throw error
    failures.delete(event.id)
    log.error({ err: error, event: event.id, type: event.type }, 'given up by the tail')
    await buryEvent(store, event, error instanceof Error ? error.message : 'failed')
  }
}
