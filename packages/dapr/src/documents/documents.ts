import type { NewEvent } from '@comptoir/contracts/event'
import { noteEntries } from '@comptoir/service/audit/audit-scope'
import { refuse } from '@comptoir/service/problems/refusal'
import type { z } from 'zod'
import { type Audit, staffActionEvents } from '../audit/staff-action.ts'
import type { CollectionDescriptor } from '../outbox/delivery.ts'
import { SidecarError } from '../sidecar/sidecar.ts'
import { documentOf, stateKeyOf } from './document-keys.ts'
import { type Decision, Envelope } from './envelope.ts'
import { type ListOptions, listDocuments, type Page } from './listing.ts'
import { createQueues } from './queues.ts'
import type { Store } from './store.ts'
import { readEnvelope, type Written, writeDocument } from './write-document.ts'

export type Document<T> = { readonly id: string; readonly version: number; readonly data: T }

/** What a rule decides: the next state and the events to publish; `undefined` changes nothing. */
export type Change<T> = { readonly next: T; readonly events?: readonly NewEvent[] } | undefined

export type IndexOf<T> = (data: T) => readonly { readonly key: string; readonly score: number }[]

export type CollectionOptions<T> = {
  readonly name: string
  readonly schema: z.ZodType<T>
  readonly indexes?: Readonly<Record<string, IndexOf<T>>>
  readonly ttlSeconds?: number
  /** What the audit log shows of what staff change here; nothing of persons unless it says otherwise. */
  readonly audit?: Audit
}

export type ListPage<T> = Page<Document<T>>
export type UpdateOptions = { ifVersion?: number | undefined }
/** What became of a document that was to go: as it was removed, or as it is and stays. */
export type Removal<T> =
  | { readonly status: 'removed' | 'kept'; readonly data: T }
  | { readonly status: 'absent' }
type Events = readonly NewEvent[]

export type Collection<T> = {
  readonly name: string
  /** How the relay sees the collection. */
  readonly descriptor: CollectionDescriptor
  get(id: string): Promise<Document<T> | undefined>
  /** In the order of the ids; those that do not exist are left out. */
  getMany(ids: readonly string[]): Promise<Document<T>[]>
  /** `created` is false when it existed: `document` is then the existing one. */
  create(id: string, data: T, events?: Events): Promise<{ created: boolean; document: Document<T> }>
  /** Reads, applies the rule, writes; again on a conflict. Refuses: not_found, conflict, precondition_failed. */
  update(
    id: string,
    rule: (data: T, version: number) => Change<T>,
    options?: UpdateOptions,
  ): Promise<Document<T>>
  /** Like `update`, for a document that may not exist. No change and no document: not_found. */
  upsert(
    id: string,
    rule: (data: T | undefined, version: number) => Change<T>,
  ): Promise<Document<T>>
  /** Leaves a tombstone with the version; false when there was nothing. */
  remove(id: string, rule?: (data: T) => { events?: Events } | undefined): Promise<boolean>
  /**
   * Removes a document unless its rule keeps it, as it is at the moment of the removal: another writer may have been first, and the
   * rule is asked again. To keep it is an outcome; `conflict` says that others were always first, and is to be tried again.
   */
  removeIf(id: string, isToGo: (data: T) => boolean): Promise<Removal<T>>
  /** A page of an index, by score. Refuses a cursor that is not ours with invalid_request. */
  list(index: string, key: string, options?: ListOptions): Promise<ListPage<T>>
  /** How many there are; with a range, only those whose score is in it. */
  count(index: string, key: string, range?: { min?: number; max?: number }): Promise<number>
  ids(
    index: string,
    key: string,
    range?: { min?: number; max?: number; limit?: number },
  ): Promise<string[]>
}

/**
 * The documents of one kind. Every change goes through it; events are stored with the change and then published.
 * @example await orders.update(id, (order) => ({ next: confirm(order), events: [newEvent(OrderConfirmed, …)] }))
 */
export function createCollection<T>(store: Store, options: CollectionOptions<T>): Collection<T> {
  const { name } = options
  const parse = parserOf(options.schema)
  const descriptor = descriptorOf(options, parse)
  const kind = { store, descriptor, parse, audit: options.audit ?? 'personal' }
  const address = (index: string, key: string) => ({ collection: name, index, key })
  const getMany = (ids: readonly string[]) => readMany(kind, ids)
  return {
    name,
    descriptor,
    getMany,
    async get(id) {
      const found = await answered(() => readEnvelope(store, descriptor, id))
      return toDocument(kind, id, found?.envelope)
    },
    ...createWriters(kind),
    list: (index, key, page = {}) =>
      listDocuments({ store, descriptor, getMany, address: address(index, key) }, page),
    count: (index, key, range = {}) => store.ledger.count(address(index, key), range),
    ids: (index, key, range = {}) => store.ledger.range(address(index, key), range),
  }
}

type Parse<T> = (raw: unknown) => T
type Kind<T> = {
  readonly store: Store
  readonly descriptor: CollectionDescriptor
  readonly parse: Parse<T>
  readonly audit: Audit
}
type Writers<T> = Pick<Collection<T>, 'create' | 'update' | 'upsert' | 'remove' | 'removeIf'>

/** What becomes of a document: its data, the events that leave with it, and what it was. */
type Proposal<T> = Decision & { readonly before: T | undefined; readonly after: T | undefined }
type Propose<T> = (current: Envelope | undefined) => Proposal<T> | undefined

/** Writes what is proposed; what the audit log is told of a change of staff leaves with the document. */
function createWrite<T>({ store, descriptor, audit }: Kind<T>) {
  const queue = createQueues()
  const { service } = store
  return async (id: string, propose: Propose<T>, expectAbsent = false): Promise<Written> => {
    let entries: NewEvent[] = []
    const decide = (current: Envelope | undefined): Decision | undefined => {
      const proposed = propose(current)
      if (!proposed) return undefined
      const { before, after, ...decision } = proposed
      const change = { service, collection: descriptor.name, audit, id, before, after }
      entries = staffActionEvents(change)
      return { ...decision, events: [...decision.events, ...entries] }
    }
    const target = { id, expectAbsent }
    const written = await queue(id, () => writeDocument(store, descriptor, target, decide))
    if (written.wrote) noteEntries(entries.length)
    return written
  }
}

function createWriters<T>(kind: Kind<T>): Writers<T> {
  const write = createWrite(kind)

  const upsert: Writers<T>['upsert'] = async (id, rule) => {
    const { envelope } = await write(id, (current) => {
      const before = toDocument(kind, id, current)?.data
      const change = rule(before, current?.version ?? 0)
      if (!change) return undefined
      const data = kind.parse(change.next)
      return { data, events: change.events ?? [], before, after: data }
    })
    return present(kind, id, envelope)
  }

  return {
    upsert,
    async create(id, data, events = []) {
      const propose: Propose<T> = (current) => {
        if (current && !current.deleted) return undefined
        const next = kind.parse(data)
        return { data: next, events, before: undefined, after: next }
      }
      const { envelope, wrote } = await write(id, propose, true)
      return { created: wrote, document: present(kind, id, envelope) }
    },
    update: (id, rule, { ifVersion } = {}) =>
      upsert(id, (data, version) => {
        if (data === undefined) throw refuse('not_found', documentOf(kind.descriptor.name, id))
        if (ifVersion !== undefined && ifVersion !== version) throw refuse('precondition_failed')
        return rule(data, version)
      }),
    ...createRemovers(kind, write),
  }
}

function createRemovers<T>(
  kind: Kind<T>,
  write: ReturnType<typeof createWrite<T>>,
): Pick<Writers<T>, 'remove' | 'removeIf'> {
  return {
    async remove(id, rule) {
      const { wrote } = await write(id, (current) => {
        const document = toDocument(kind, id, current)
        if (!document) return undefined
        const events = rule?.(document.data)?.events ?? []
        return { data: null, events, deleted: true, before: document.data, after: undefined }
      })
      return wrote
    },
    async removeIf(id, isToGo) {
      let seen: Document<T> | undefined
      const { wrote } = await write(id, (current) => {
        seen = toDocument(kind, id, current)
        if (!seen || !isToGo(seen.data)) return undefined
        return { data: null, events: [], deleted: true, before: seen.data, after: undefined }
      })
      if (!seen) return { status: 'absent' }
      return { status: wrote ? 'removed' : 'kept', data: seen.data }
    },
  }
}

async function readMany<T>(kind: Kind<T>, ids: readonly string[]): Promise<Document<T>[]> {
  const keys = ids.map((id) => stateKeyOf(kind.descriptor.name, id))
  const found = await answered(() => kind.store.state.readMany([...new Set(keys)]))
  return ids.flatMap((id, n) => {
    const stored = found.get(keys[n] ?? '')
    return (stored && toDocument(kind, id, Envelope.parse(stored.value))) ?? []
  })
}

function toDocument<T>(kind: Kind<T>, id: string, envelope: Envelope | undefined) {
  if (!envelope || envelope.deleted) return undefined
  return { id, version: envelope.version, data: kind.parse(envelope.data) }
}

function present<T>(kind: Kind<T>, id: string, envelope: Envelope | undefined): Document<T> {
  const document = toDocument(kind, id, envelope)
  if (!document) throw refuse('not_found', documentOf(kind.descriptor.name, id))
  return document
}

/** Parses, except what it has parsed itself: a change is read, written, indexed and answered as one object. */
function parserOf<T>(schema: z.ZodType<T>): Parse<T> {
  const parsed = new WeakSet()
  return (raw) => {
    if (typeof raw === 'object' && raw !== null && parsed.has(raw)) return raw as T
    const data = schema.parse(raw)
    if (typeof data === 'object' && data !== null) parsed.add(data)
    return data
  }
}

function descriptorOf<T>(options: CollectionOptions<T>, parse: Parse<T>): CollectionDescriptor {
  const { name, indexes = {}, ttlSeconds } = options
  const declared = Object.entries(indexes)
  return {
    name,
    ttlSeconds,
    indexed: declared.length > 0,
    entriesOf(raw) {
      const data = parse(raw)
      return declared.flatMap(([index, entries]) =>
        entries(data).map(({ key, score }) => ({ index, key, score })),
      )
    },
  }
}

async function answered<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    if (!(error instanceof SidecarError)) throw error
    throw refuse('dependency_unavailable', error.message)
  }
}
