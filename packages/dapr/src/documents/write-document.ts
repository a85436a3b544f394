import { randomUUID } from 'node:crypto'
import { refuse } from '@comptoir/service/problems/refusal'
import { type CollectionDescriptor, startDelivery } from '../outbox/delivery.ts'
import { SidecarError } from '../sidecar/sidecar.ts'
import { documentOf, stateKeyOf } from './document-keys.ts'
import { type Decision, Envelope, nextEnvelope } from './envelope.ts'
import { type Known, knownForMs } from './own-recent-writes.ts'
import type { Store } from './store.ts'

export type Decide = (current: Envelope | undefined) => Decision | undefined

export type Written = { readonly envelope: Envelope | undefined; readonly wrote: boolean }

type Found = { readonly envelope: Envelope; readonly etag: string }

type Attempt = {
  readonly store: Store
  readonly descriptor: CollectionDescriptor
  readonly id: string
  readonly expectAbsent?: boolean
  readonly writeId: string
  /** Versions announced so far: their markers go when the document is finished. */
  readonly markers: number[]
  /** The version that was known without reading, when the store refused a write on it. */
  refused?: number
  isListed?: boolean
}

const maxTries = 8
const maxUnknown = 3
/** A store that hangs takes five seconds for each try. */
const unknownWithinMs = 10_000
const exists = Symbol('exists')

export async function readEnvelope(
  store: Store,
  descriptor: CollectionDescriptor,
  id: string,
): Promise<Found | undefined> {
  const stored = await store.state.read(stateKeyOf(descriptor.name, id))
  if (stored) store.lastKnown.learn(stored.etag)
  return stored && { envelope: Envelope.parse(stored.value), etag: stored.etag }
}

/**
 * Reads, decides, announces, writes and starts the delivery; again when another writer was first. After three
 * outcomes that are unknown it only looks whether the write landed; after ten seconds not even that. The first try
 * skips the read with `expectAbsent`, and when this process wrote the document a moment ago.
 */
export async function writeDocument(
  store: Store,
  descriptor: CollectionDescriptor,
  target: { id: string; expectAbsent?: boolean },
  decide: Decide,
): Promise<Written> {
  const attempt = { store, descriptor, ...target, writeId: randomUUID(), markers: [] }
  const retries = createRetryBudget(store)
  for (let tries = 0, last = false; !last && !retries.isOver(); tries++) {
    if (tries > 1) await store.pause(Math.min(2 ** tries * 5, 200) * (0.5 + Math.random()))
    last = tries === maxTries || retries.isSpent()
    const run = tries === 0 ? tryFirst(attempt, decide) : tryOnce(attempt, decide, { last })
    const written = await run.catch(retries.noteUnknown)
    if (written) return written
  }
  if (retries.hadOnlyConflicts()) throw refuse('conflict', documentOf(descriptor.name, target.id))
  throw refuse('dependency_unavailable', `${descriptor.name}: the store does not answer`)
}

/** How often, and how long, a write is retried whose outcome is unknown. */
function createRetryBudget({ now }: Store) {
  const startedMs = now()
  let unknown = 0
  return {
    noteUnknown(error: unknown): undefined {
      if (!(error instanceof SidecarError)) throw error
      unknown++
    },
    hadOnlyConflicts: () => unknown === 0,
    isSpent: () => unknown === maxUnknown,
    isOver: () => unknown > 0 && now() - startedMs >= unknownWithinMs,
  }
}

/** The first try, without the reading where it can be spared. */
function tryFirst(attempt: Attempt, decide: Decide): Promise<Written | undefined> {
  if (attempt.expectAbsent) return tryOnce(attempt, decide, { skipRead: true })
  const known = knownOf(attempt)
  return known ? tryKnown(attempt, decide, known) : tryOnce(attempt, decide)
}

/** One try: `undefined` when another writer was first. Throws a SidecarError when the outcome is unknown. */
async function tryOnce(
  attempt: Attempt,
  decide: Decide,
  { skipRead = false, last = false } = {},
): Promise<Written | undefined> {
  const found = skipRead ? undefined : await read(attempt)
  if (found?.envelope.writes.includes(attempt.writeId)) {
    await startDelivery(attempt, found.envelope)
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
  return next === exists ? undefined : await write(attempt, next, found?.etag)
}

async function read({ store, descriptor, id, refused }: Attempt): Promise<Found | undefined> {
  const found = await readEnvelope(store, descriptor, id)
  if (refused !== undefined && refused === found?.envelope.version) store.lastKnown.mistrust()
  return found
}

/** A document that expires and is made again counts its ETags anew: it must be known for less than it lives. */
function knownOf({ store, descriptor, id }: Attempt): Known | undefined {
  const { name, ttlSeconds = Number.POSITIVE_INFINITY } = descriptor
  const outlives = 1_000 * ttlSeconds > 2 * knownForMs
  return outlives ? store.lastKnown.take(stateKeyOf(name, id)) : undefined
}

/** One try without reading. Unless it writes, the document is read: nothing is refused, or left, on a memory. */
async function tryKnown(
  attempt: Attempt,
  decide: Decide,
  known: Known,
): Promise<Written | undefined> {
  const decision = decideOn(decide, known)
  const next = decision && (await announce(attempt, known, decision, true))
  if (!next || next === exists) return undefined
  const written = await write(attempt, next, known.etag)
  if (!written) attempt.refused = known.envelope.version
  return written
}

function decideOn(decide: Decide, { envelope }: Known): Decision | undefined {
  try {
    return decide(envelope)
  } catch {
    // decided again on what is read, and thrown then
    return undefined
  }
}

/** The first-write: `undefined` when another writer was first. */
async function write(
  attempt: Attempt,
  envelope: Envelope,
  etag: string | undefined,
): Promise<Written | undefined> {
  const { store, descriptor, id } = attempt
  const { ttlSeconds } = descriptor
  const key = stateKeyOf(descriptor.name, id)
  if (etag === undefined) await list(attempt)
  if (!(await store.state.write({ key, value: envelope, etag, ttlSeconds }))) return undefined
  store.lastKnown.keep(key, envelope, etag)
  await startDelivery(attempt, envelope)
  return { envelope, wrote: true }
}

/** A document that is about to be created is listed first, once: a listing after a loss must not miss it. */
async function list(attempt: Attempt): Promise<void> {
  if (attempt.isListed) return
  await attempt.store.documents.add(documentOf(attempt.descriptor.name, attempt.id))
  attempt.isListed = true
}

/** Marks the write, unless it has nothing to deliver, and makes the envelope that it will write. */
async function announce(
  attempt: Attempt,
  found: Found | undefined,
  decision: Decision,
  skipRead: boolean,
) {
  const { store, descriptor, id, writeId, markers } = attempt
  let version = (found?.envelope.version ?? 0) + 1
  let sent = 0
  const carried = (found?.envelope.outbox.length ?? 0) + decision.events.length
  if (descriptor.indexed || carried > 0) {
    sent = await store.ledger.mark(documentOf(descriptor.name, id), version)
    markers.push(version)
    if (sent >= version && skipRead) return exists
    // it existed before and expired, or the read is stale: versions never go back
    if (sent >= version) {
      version = sent + 1
      sent = await store.ledger.mark(documentOf(descriptor.name, id), version)
      markers.push(version)
    }
  }
  const nowMs = store.now()
  const { sign } = store.signatures
  const options = { service: store.service, id, version, sent, writeId, nowMs, sign }
  return nextEnvelope(found?.envelope, decision, options)
}

/** A change that changes nothing still sends the events that it finds waiting. */
async function flush(attempt: Attempt, envelope: Envelope | undefined): Promise<void> {
  if (!envelope) return
  if (envelope.outbox.length === 0 && attempt.markers.length === 0) return
  const { store, descriptor, id } = attempt
  const sent = await store.ledger.sent(documentOf(descriptor.name, id))
  if (sent < envelope.version || attempt.markers.length > 0)
    await startDelivery(attempt, envelope, sent)
}
