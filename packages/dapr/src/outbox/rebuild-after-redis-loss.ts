import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import { splitDocument, stateKeyOf } from '../documents/document-keys.ts'
import { Envelope } from '../documents/envelope.ts'
import type { Stored } from '../documents/state-port.ts'
import type { Store } from '../documents/store.ts'
import { repeat, type Stop } from '../host/background.ts'
import type { RosterBatch } from '../roster/roster.ts'
import { RosterError } from '../roster/roster-pages.ts'
import type { AnyCollection } from './crash-relay.ts'
import { type CollectionDescriptor, deliver } from './delivery.ts'

type Descriptors = ReadonlyMap<string, CollectionDescriptor>

/**
 * Reads all documents, publishes the events that `sent` does not cover and writes the index entries again. Answers how
 * many documents it read. Throws a RosterError when the documents cannot be listed for sure.
 */
export async function rescan(
  store: Store,
  collections: readonly AnyCollection[],
  signal?: AbortSignal,
): Promise<number> {
  const descriptors = new Map(collections.map(({ name, descriptor }) => [name, descriptor]))
  const { list } = await store.documents.prepare()
  let count = 0
  for await (const batch of list([...descriptors.keys()])) {
    if (signal?.aborted) return count
    count += await rescanBatch(store, descriptors, batch)
  }
  return count
}

const atOnce = 16

async function rescanBatch(store: Store, descriptors: Descriptors, batch: RosterBatch) {
  const documents = [...new Set(batch.documents)].filter((document) =>
    descriptors.has(splitDocument(document)[0]),
  )
  const found = await store.state.readMany(documents.map(keyOf))
  const here = documents.filter((document) => found.has(keyOf(document)))
  for (let n = 0; n < here.length; n += atOnce) {
    const some = here.slice(n, n + atOnce)
    await Promise.all(
      some.map((document) =>
        deliverAgain(store, descriptors, document, found.get(keyOf(document))),
      ),
    )
  }
  await noteGone(
    store,
    batch,
    documents.filter((document) => !found.has(keyOf(document))),
  )
  return here.length
}

const keyOf = (document: string) => stateKeyOf(...splitDocument(document))

async function deliverAgain(
  store: Store,
  descriptors: Descriptors,
  document: string,
  stored: Stored | undefined,
): Promise<void> {
  const [collection, id] = splitDocument(document)
  const descriptor = descriptors.get(collection)
  if (!descriptor || !stored) return
  const envelope = Envelope.parse(stored.value)
  const sent = await store.ledger.sent(document)
  await deliver(store, descriptor, { id, envelope, sent, markers: [], again: true })
}

/** A document that was about to be created when Redis was lost may still be written: the relay looks for it. */
async function noteGone(store: Store, batch: RosterBatch, gone: readonly string[]): Promise<void> {
  if (batch.isSettled) return await batch.drop(gone)
  await Promise.all(gone.map((document) => store.ledger.mark(document, 1)))
}

export type RescanOptions = {
  /** How often it looks whether Redis was lost. */
  readonly everyMs?: number
  /** Told why the documents cannot be listed, and when they can again. */
  readonly report?: (reason: string | undefined) => void
}

const lookEveryMs = 30_000

/**
 * Rescans when Redis has lost its data of the service: the epoch key is missing. It checks at the start and every 30
 * seconds, since a rescan may fail and Redis may be lost at any time. The key is set only after a listing that is
 * trusted and, where documents outlive Redis, began late enough to meet every write that was under way at the loss.
 */
export function startRescan(
  store: Store,
  redis: Redis,
  collections: readonly AnyCollection[],
  { everyMs = lookEveryMs, report = () => {} }: RescanOptions = {},
): Stop {
  const epoch = `epoch:${store.service}`
  let noticedAtMs: number | undefined

  async function run(signal: AbortSignal): Promise<void> {
    const { settleMs } = await store.documents.prepare()
    if (await redis.exists(epoch)) {
      noticedAtMs = undefined
      return
    }
    const startedAtMs = store.now()
    const isFirst = noticedAtMs === undefined
    noticedAtMs ??= startedAtMs
    const documents = await rescan(store, collections, signal)
    if (signal.aborted) return
    if (documents > 0 && isFirst) {
      store.log.warn({ documents }, 'the indexes were lost: made again')
    }
    if (startedAtMs - noticedAtMs >= settleMs) await redis.set(epoch, randomUUID())
  }

  return repeat({
    name: 'rescan',
    everyMs,
    log: store.log,
    async run(signal) {
      try {
        await run(signal)
        report(undefined)
      } catch (error) {
        if (!(error instanceof RosterError)) throw error
        store.log.error({ err: error }, 'the lost indexes cannot be made again')
        report(error.message)
      }
    },
  })
}
