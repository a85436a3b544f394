import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import type { Stop } from './background.ts'
import { documentOf, idOfStateKey } from './names.ts'
import { deliver, readEnvelope } from './protocol.ts'
import type { AnyCollection } from './relay.ts'
import type { Store } from './store.ts'

/** The ids of a collection's documents, by the means of the store's engine: Dapr cannot list keys. */
export type ListIds = (collection: string) => AsyncIterable<string>

/** Lists the documents of a service whose state store is this Redis. */
export function listIdsInRedis(redis: Redis, service: string): ListIds {
  return async function* list(collection) {
    const prefix = `${service}||`
    const match = `${prefix}${collection}:*`
    for await (const keys of redis.scanStream({ match, count: 500 })) {
      for (const key of keys as string[]) yield idOfStateKey(key.slice(prefix.length))
    }
  }
}

/**
 * Goes through all documents: publishes what `sent` cannot vouch for and places the index entries again. Answers how
 * many it went through.
 */
export async function rescan(
  store: Store,
  collections: readonly AnyCollection[],
  listIds: ListIds,
  signal?: AbortSignal,
): Promise<number> {
  let count = 0
  for (const { name, shape } of collections) {
    for await (const id of listIds(name)) {
      if (signal?.aborted) return count
      const found = await readEnvelope(store, shape, id)
      if (!found) continue
      const sent = await store.ledger.sent(documentOf(name, id))
      await deliver(store, shape, { id, envelope: found.envelope, sent, markers: [], again: true })
      count++
    }
  }
  return count
}

/** Rescans when Redis has lost what it knew of the service: its epoch key is missing. */
export function startRescan(
  store: Store,
  redis: Redis,
  collections: readonly AnyCollection[],
): Stop {
  const stopping = new AbortController()
  const epoch = `epoch:${store.service}`
  async function run() {
    if (await redis.exists(epoch)) return
    const listIds = listIdsInRedis(redis, store.service)
    const documents = await rescan(store, collections, listIds, stopping.signal)
    if (stopping.signal.aborted) return
    await redis.set(epoch, randomUUID())
    if (documents > 0) store.log.warn({ documents }, 'the indexes were lost: made again')
  }
  const running = run().catch((error: unknown) => store.log.error({ err: error }, 'rescan'))
  return async () => {
    stopping.abort()
    await running
  }
}
