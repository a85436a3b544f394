import { randomUUID } from 'node:crypto'
import { refuse } from '@comptoir/service/refusal'
import { type Decision, Envelope, nextEnvelope, unsentOf } from './envelope.ts'
import type { IndexEntry } from './ledger.ts'
import { documentOf, stateKeyOf } from './names.ts'
import { SidecarError } from './sidecar.ts'
import type { Store } from './store.ts'

/** What the protocol needs to know of a collection, whatever its documents hold. */
export type Shape = {
  readonly name: string
  readonly indexed: boolean
  readonly ttlSeconds?: number | undefined
  readonly entriesOf: (data: unknown) => IndexEntry[]
}

export type Decide = (current: Envelope | undefined) => Decision | undefined

export type Written = { readonly envelope: Envelope | undefined; readonly wrote: boolean }

type Found = { readonly envelope: Envelope; readonly etag: string }

type Attempt = {
  readonly store: Store
  readonly shape: Shape
  readonly id: string
  readonly writeId: string
  /** Versions announced so far: their markers go when the document is finished. */
  readonly markers: number[]
}

const maxTries = 8
const maxUnknown = 3
/** A store that hangs takes five seconds for each try. */
const unknownWithinMs = 10_000
const exists = Symbol('exists')

export async function readEnvelope(
  store: Store,
  shape: Shape,
  id: string,
): Promise<Found | undefined> {
  const stored = await store.state.read(stateKeyOf(shape.name, id))
  return stored && { envelope: Envelope.parse(stored.value), etag: stored.etag }
}

/**
 * Reads, decides, announces, writes, and lets the events leave; again when another writer was first. After three
 * outcomes that are unknown it only looks whether the write landed; after ten seconds not even that. With
 * `expectAbsent` the first try skips the read.
 */
export async function writeDocument(
  store: Store,
  shape: Shape,
  target: { id: string; expectAbsent?: boolean },
  decide: Decide,
): Promise<Written> {
  const attempt = { store, shape, id: target.id, writeId: randomUUID(), markers: [] }
  const patience = createPatience(store)
  for (let tries = 0, last = false; !last && !patience.isOver(); tries++) {
    if (tries > 1) await store.pause(Math.min(2 ** tries * 5, 200) * (0.5 + Math.random()))
    const skipRead = tries === 0 && target.expectAbsent === true
    last = tries === maxTries || patience.isWorn()
    const written = await tryOnce(attempt, decide, { skipRead, last }).catch(patience.bear)
    if (written) return written
  }
  if (patience.isNew()) throw refuse('conflict', documentOf(shape.name, target.id))
  throw refuse('dependency_unavailable', `${shape.name}: the store does not answer`)
}

/** How much longer a store is asked that does not say what became of a write. */
function createPatience({ now }: Store) {
  const startedMs = now()
  let unknown = 0
  return {
    bear(error: unknown): undefined {
      if (!(error instanceof SidecarError)) throw error
      unknown++
    },
    isNew: () => unknown === 0,
    isWorn: () => unknown === maxUnknown,
    isOver: () => unknown > 0 && now() - startedMs >= unknownWithinMs,
  }
}

/** One try: `undefined` when another writer was first. Throws a SidecarError when the outcome is unknown. */
async function tryOnce(
  attempt: Attempt,
  decide: Decide,
  { skipRead, last }: { skipRead: boolean; last: boolean },
): Promise<Written | undefined> {
  const { store, shape, id } = attempt
  const found = skipRead ? undefined : await readEnvelope(store, shape, id)
  if (found?.envelope.writes.includes(attempt.writeId)) {
    await leave(attempt, found.envelope)
    return { envelope: found.envelope, wrote: true }
  }
  if (last && found) return undefined
  if (last) throw new SidecarError('nothing can be created')
  const decision = decide(found?.envelope)
  if (!decision) {
    await flush(attempt, found?.envelope)
    return { envelope: found?.envelope, wrote: false }
  }
  const next = await announce(attempt, found, decision, skipRead)
  if (next === exists) return undefined
  const ttlSeconds = shape.ttlSeconds
  const key = stateKeyOf(shape.name, id)
  if (!(await store.state.write({ key, value: next, etag: found?.etag, ttlSeconds })))
    return undefined
  await leave(attempt, next)
  return { envelope: next, wrote: true }
}

/** Marks the write, unless it has nothing to deliver, and makes the envelope that it will write. */
async function announce(
  attempt: Attempt,
  found: Found | undefined,
  decision: Decision,
  skipRead: boolean,
) {
  const { store, shape, id, writeId, markers } = attempt
  let version = (found?.envelope.version ?? 0) + 1
  let sent = 0
  const carried = (found?.envelope.outbox.length ?? 0) + decision.events.length
  if (shape.indexed || carried > 0) {
    sent = await store.ledger.mark(documentOf(shape.name, id), version)
    markers.push(version)
    if (sent >= version && skipRead) return exists
    // it existed before and expired, or the read is stale: versions never go back
    if (sent >= version) {
      version = sent + 1
      sent = await store.ledger.mark(documentOf(shape.name, id), version)
      markers.push(version)
    }
  }
  const nowMs = store.now()
  const options = { service: store.service, id, version, sent, writeId, nowMs }
  return nextEnvelope(found?.envelope, decision, options)
}

/** A change that changes nothing still sends the events that it finds waiting. */
async function flush(attempt: Attempt, envelope: Envelope | undefined): Promise<void> {
  if (!envelope) return
  if (envelope.outbox.length === 0 && attempt.markers.length === 0) return
  const { store, shape, id } = attempt
  const sent = await store.ledger.sent(documentOf(shape.name, id))
  if (sent < envelope.version || attempt.markers.length > 0) await leave(attempt, envelope, sent)
}

/** Lets the events leave; the caller waits a little, then they leave behind its back. */
async function leave(attempt: Attempt, envelope: Envelope, sent = 0): Promise<void> {
  const { store, shape, id, markers } = attempt
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
