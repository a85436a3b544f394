import { type Envelope, unsentOf } from '../documents/envelope.ts'
import { documentOf } from '../documents/names.ts'
import type { Store } from '../documents/store.ts'
import type { IndexEntry } from './ledger.ts'

/** What the protocol needs to know of a collection, whatever its documents hold. */
export type Shape = {
  readonly name: string
  readonly indexed: boolean
  readonly ttlSeconds?: number | undefined
  readonly entriesOf: (data: unknown) => IndexEntry[]
}

/** Whose events leave, and the versions that were announced for it. */
export type Leaving = {
  readonly store: Store
  readonly shape: Shape
  readonly id: string
  readonly markers: readonly number[]
}

/** Lets the events leave; the caller waits a little, then they leave behind its back. */
export async function leave(leaving: Leaving, envelope: Envelope, sent = 0): Promise<void> {
  const { store, shape, id, markers } = leaving
  const pending = envelope.outbox.length > 0 || shape.indexed || markers.length > 0
  if (!pending) return
  const departure = deliver(store, shape, { id, envelope, sent, markers })
    .catch((error: unknown) =>
      store.log.warn({ err: error, document: documentOf(shape.name, id) }, 'left to the relay'),
    )
    .finally(() => store.departures.delete(departure))
  store.departures.add(departure)
  const isPatient = store.patienceMs === Number.POSITIVE_INFINITY
  await (isPatient ? departure : Promise.race([departure, store.pause(store.patienceMs)]))
}

export type Delivery = {
  readonly id: string
  readonly envelope: Envelope
  readonly sent: number
  readonly markers: readonly number[]
  /** Places the index entries again, though the version is sent. */
  readonly again?: boolean
}

/** Publishes what is not sent, in order, then finishes: log, index entries, `sent` and markers in one step. */
export async function deliver(store: Store, shape: Shape, delivery: Delivery): Promise<void> {
  const { id, envelope, sent, markers, again = false } = delivery
  const events = unsentOf(envelope, sent)
  for (const event of events) await store.publish(event)
  await store.ledger.finish({
    document: documentOf(shape.name, id),
    version: envelope.version,
    events,
    entries: envelope.deleted ? [] : shape.entriesOf(envelope.data),
    markers: markers.filter((version) => version <= envelope.version),
    again,
  })
}
