import { documentOf } from '../documents/document-keys.ts'
import { type Envelope, unsentOf } from '../documents/envelope.ts'
import type { Store } from '../documents/store.ts'
import type { IndexEntry } from './delivery-index.ts'

/** What the protocol needs to know of a collection, whatever the type of its documents. */
export type CollectionDescriptor = {
  readonly name: string
  readonly indexed: boolean
  readonly ttlSeconds?: number | undefined
  readonly entriesOf: (data: unknown) => IndexEntry[]
}

/** The document whose events are delivered, and the versions that were announced for it. */
export type DeliveryTarget = {
  readonly store: Store
  readonly descriptor: CollectionDescriptor
  readonly id: string
  readonly markers: readonly number[]
}

/** Delivers the events of a document. The caller waits `deliveryWaitMs` at most; delivery then goes on in the background. */
export async function startDelivery(
  target: DeliveryTarget,
  envelope: Envelope,
  sent = 0,
): Promise<void> {
  const { store, descriptor, id, markers } = target
  const pending = envelope.outbox.length > 0 || descriptor.indexed || markers.length > 0
  if (!pending) return
  const delivery = deliver(store, descriptor, { id, envelope, sent, markers })
    .catch((error: unknown) =>
      store.log.warn(
        { err: error, document: documentOf(descriptor.name, id) },
        'left to the relay',
      ),
    )
    .finally(() => store.deliveries.delete(delivery))
  store.deliveries.add(delivery)
  const waitsForEnd = store.deliveryWaitMs === Number.POSITIVE_INFINITY
  await (waitsForEnd ? delivery : Promise.race([delivery, store.pause(store.deliveryWaitMs)]))
}

export type Delivery = {
  readonly id: string
  readonly envelope: Envelope
  readonly sent: number
  readonly markers: readonly number[]
  /** Writes the index entries again, though the version is sent. */
  readonly again?: boolean
}

/** Publishes what is not sent, in order, then finishes: log, index entries, `sent` and markers in one step. */
export async function deliver(
  store: Store,
  descriptor: CollectionDescriptor,
  delivery: Delivery,
): Promise<void> {
  const { id, envelope, sent, markers, again = false } = delivery
  const events = unsentOf(envelope, sent)
  for (const event of events) await store.publish(event)
  await store.ledger.finish({
    document: documentOf(descriptor.name, id),
    version: envelope.version,
    events,
    entries: envelope.deleted ? [] : descriptor.entriesOf(envelope.data),
    markers: markers.filter((version) => version <= envelope.version),
    again,
  })
}
