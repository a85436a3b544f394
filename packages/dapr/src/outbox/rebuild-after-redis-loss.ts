import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import { documentOf, idOfStateKey } from '../documents/document-keys.ts'
import type { Store } from '../documents/store.ts'
import { readEnvelope } from '../documents/write-document.ts'
import { repeat, type Stop } from '../host/background.ts'
import type { AnyCollection } from './crash-relay.ts'
import { deliver } from './delivery.ts'

/** The ids of a collection's documents, read from the store itself: Dapr cannot list keys. */
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
 * Reads all documents, publishes the events that `sent` does not cover and writes the index entries again. Answers how many
 * documents it read.
 */
export async function rescan(
  store: Store,
  collections: readonly AnyCollection[],
  listIds: ListIds,
  signal?: AbortSignal,
): Promise<number> {
  let count = 0
  for (const { name, descriptor } of collections) {
    for await (const id of listIds(name)) {
      if (signal?.aborted) return count
      const found = await readEnvelope(store, descriptor, id)
      if (!found) continue
      const sent = await store.ledger.sent(documentOf(name, id))
      await deliver(store, descriptor, {
        id,
        envelope: found.envelope,
        sent,
        markers: [],
        again: true,
      })
      count++
    }
  }
  return count
}

const lookEveryMs = 30_000

/**
 * Rescans when Redis has lost its data of the service: the epoch key is missing. It checks at the start and every 30
 * seconds, since a rescan may fail and Redis may be lost at any time.
 */
export function startRescan(
  store: Store,
  redis: Redis,
  collections: readonly AnyCollection[],
  everyMs = lookEveryMs,
): Stop {
  const epoch = `epoch:${store.service}`
  return repeat({
    name: 'rescan',
    everyMs,
    log: store.log,
    async run(signal) {
      if (await redis.exists(epoch)) return
      const documents = await rescan(
        store,
        collections,
        listIdsInRedis(redis, store.service),
        signal,
      )
      if (signal.aborted) return
      await redis.set(epoch, randomUUID())
      if (documents > 0) store.log.warn({ documents }, 'the indexes were lost: made again')
    },
  })
}
