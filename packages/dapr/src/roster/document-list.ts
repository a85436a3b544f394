import { randomUUID } from 'node:crypto'
import type { Logger } from '@comptoir/service/observability/log'
import type { Redis } from 'ioredis'
import { documentOf, idOfStateKey } from '../documents/document-keys.ts'
import type { StatePort } from '../documents/state-port.ts'
import { createOnce } from '../host/once.ts'
import { createRoster, type Roster, type RosterBatch } from './roster.ts'

/** How the documents of a service are listed: by SCAN in its Redis when they lie there, else by a roster. */
export type DocumentList = {
  /** Announces a document that is about to be created; costs nothing when its store is the service's Redis. */
  add(document: string): Promise<void>
  /** Finds out where the documents lie, and begins the roster of a store that has none. */
  prepare(): Promise<PreparedList>
}

export type PreparedList = {
  /**
   * Documents outlive a loss of Redis, and so may a write that was announced in it and not finished. A listing that
   * starts this much later has met it.
   */
  readonly settleMs: number
  list(collections: readonly string[]): AsyncIterable<RosterBatch>
}

export type DocumentListOptions = {
  /** The type of its state store. */
  readonly type: () => Promise<string>
  readonly redis: Redis
  readonly service: string
  readonly state: StatePort
  readonly log: Logger
  readonly now: () => number
}

/** Longer than a write is tried. */
const settleMs = 15_000
/** Says that the roster of a store has every document; without it, one is begun with those that Redis knows. */
export const begunKey = 'roster:begun'

/** The list of a service's documents. What could not be found out is asked again by the next call. */
export function createDocumentList(options: DocumentListOptions): DocumentList {
  const { redis, service, state, now } = options
  const roster = createRoster(state, now)
  const isInRedis = createOnce(() => liesInRedis(options))
  const begin = createOnce(() => beginRoster(roster, options))
  return {
    async add(document) {
      if (!(await isInRedis())) await roster.add(document)
    },
    async prepare() {
      if (await isInRedis()) return { settleMs: 0, list: (names) => scan(redis, service, names) }
      await begin()
      return { settleMs, list: () => roster.list() }
    },
  }
}

/** Whether the state store is this Redis: the same kind of component, and what it writes is found here. */
async function liesInRedis({ type, redis, service, state }: DocumentListOptions) {
  if ((await type()) !== 'state.redis') return false
  const key = `roster-probe:${randomUUID()}`
  await state.write({ key, value: {}, ttlSeconds: 60 })
  return (await redis.exists(`${service}||${key}`)) === 1
}

/** Writes down the documents that Redis knows from before there was a roster: those that have indexes or events. */
async function beginRoster(roster: Roster, options: DocumentListOptions): Promise<void> {
  const { redis, service, state, log, now } = options
  if (await state.read(begunKey)) return
  let documents = 0
  for await (const fields of redis.hscanStream(`sent:${service}`, { count: 500 })) {
    const names = (fields as string[]).filter((_, n) => n % 2 === 0)
    await Promise.all(names.map((name) => roster.add(name)))
    documents += names.length
  }
  await state.write({ key: begunKey, value: { begunAtMs: now(), documents } })
  log.info({ documents }, 'the roster of documents begins')
}

async function* scan(redis: Redis, service: string, collections: readonly string[]) {
  const prefix = `${service}||`
  for (const collection of collections) {
    const match = `${prefix}${collection}:*`
    for await (const keys of redis.scanStream({ match, count: 500 })) {
      const ids = (keys as string[]).map((key) => idOfStateKey(key.slice(prefix.length)))
      const documents = ids.map((id) => documentOf(collection, id))
      yield { documents, isSettled: true, drop: async () => {} }
    }
  }
}
