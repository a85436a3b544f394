import { splitDocument } from '../documents/document-keys.ts'
import type { Store } from '../documents/store.ts'
import { readEnvelope } from '../documents/write-document.ts'
import { repeat, type Stop } from '../host/background.ts'
import { type CollectionDescriptor, deliver } from './delivery.ts'
import type { Marker } from './delivery-index.ts'

/** A collection, whatever the type of its documents. */
export type AnyCollection = { readonly name: string; readonly descriptor: CollectionDescriptor }

const settledAfterMs = 10_000
const hopelessAfterMs = 10 * 60_000
const logKeptMs = 72 * 3_600_000
const pageSize = 200

/**
 * Finishes writes that a crash or a broker interrupted: documents whose markers are older than ten seconds. It is
 * idempotent, so every replica runs one.
 */
export function startRelay(store: Store, collections: readonly AnyCollection[]): Stop {
  return repeat({
    name: 'relay',
    everyMs: 5_000,
    log: store.log,
    async run() {
      await relayOnce(store, collections)
      await store.ledger.trim(logKeptMs)
    },
  })
}

/** One round of the relay; answers how many documents it finished. */
export async function relayOnce(
  store: Store,
  collections: readonly AnyCollection[],
): Promise<number> {
  const descriptors = new Map(collections.map(({ name, descriptor }) => [name, descriptor]))
  let finished = 0
  for (let offset = 0; ; ) {
    const markers = await store.ledger.pending(settledAfterMs, { offset, limit: pageSize })
    let kept = 0
    for (const [document, own] of Map.groupBy(markers, (marker) => marker.document)) {
      const left = await finish(store, descriptors, document, own).catch((error: unknown) => {
        store.log.warn({ err: error, document }, 'the relay will try again')
        return own.length
      })
      kept += left
      finished += left === 0 ? 1 : 0
    }
    if (markers.length < pageSize) return finished
    offset += kept
  }
}

/** Finishes a document; answers how many of its markers stay. */
async function finish(
  store: Store,
  descriptors: Map<string, CollectionDescriptor>,
  document: string,
  markers: readonly Marker[],
): Promise<number> {
  const [collection, id] = splitDocument(document)
  const descriptor = descriptors.get(collection)
  if (!descriptor) return markers.length
  const found = await readEnvelope(store, descriptor, id)
  const version = found?.envelope.version ?? 0
  const ahead = markers.filter((marker) => marker.version > version)
  if (found && ahead.length < markers.length) {
    const sent = await store.ledger.sent(document)
    const own = markers.map((marker) => marker.version)
    await deliver(store, descriptor, { id, envelope: found.envelope, sent, markers: own })
  }
  // its write may still be stored: a marker ahead of its document is kept for a while
  const hopeless = ahead.filter(({ at }) => store.now() - at > hopelessAfterMs)
  for (const marker of hopeless) await store.ledger.dropMarker(marker)
  return ahead.length - hopeless.length
}
