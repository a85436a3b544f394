import { randomUUID } from 'node:crypto'
import { type Collection, createCollection, type IndexOf } from '@comptoir/dapr/documents/documents'
import { createQueues } from '@comptoir/dapr/documents/queues'
import type { Store } from '@comptoir/dapr/documents/store'
import { isRefusal } from '@comptoir/service/problems/refusal'
import { z } from 'zod'
import { nextLink, StoredEntry, type Told, withoutReason } from './audit-entry.ts'

export type AuditLog = ReturnType<typeof createAuditLog>

/** What an entry is found by. */
export type EntryFilters = {
  readonly [F in 'actionId' | 'object' | 'person' | 'actor' | 'operation' | 'service']?:
    | string
    | undefined
}
/** The one that finds fewest first. */
const filters = ['actionId', 'object', 'person', 'actor', 'operation', 'service'] as const

/** The key of the `of` index that answers filters best. */
export function indexKeyOf(asked: EntryFilters): string {
  const field = filters.find((name) => asked[name] !== undefined)
  return field === undefined ? 'all' : `${field}:${asked[field]}`
}

/** Whether an entry is one that is asked for. */
export function fits(entry: StoredEntry, asked: EntryFilters): boolean {
  const own = filtersOf(entry)
  return filters.every((name) => asked[name] === undefined || asked[name] === own[name])
}

function filtersOf({ service, action }: StoredEntry): EntryFilters {
  const { actor, object, operation, actionId, personId: person } = action
  const id = `${object.collection}/${object.id}`
  return { actionId, object: id, person, actor: actor.userId, operation, service }
}

const entryKeys: IndexOf<StoredEntry> = (entry) => {
  const own = filtersOf(entry)
  const keys = filters.flatMap((name) => (own[name] === undefined ? [] : `${name}:${own[name]}`))
  return ['all', ...keys].map((key) => ({ key, score: Date.parse(entry.at) }))
}

/** What is stored: entries, and the end of each chain. */
function createCollections(store: Store) {
  const entries: Collection<StoredEntry> = createCollection<StoredEntry>(store, {
    name: 'audit-entries',
    audit: 'none',
    schema: StoredEntry,
    indexes: {
      of: entryKeys,
      chain: ({ service, sequence }) => [{ key: service, score: sequence }],
    },
  })
  const chains = createCollection(store, {
    name: 'audit-chains',
    audit: 'none',
    schema: z.object({ last: StoredEntry }),
  })
  return { entries, chains }
}

/**
 * The audit log: entries that nothing changes once they are written, in one chain for each service. The head of a chain holds its last
 * entry whole; whoever appends the next one first sees to it that this one is a document. So a crash between the two writes loses
 * nothing, and an entry that comes twice is found before it is appended again.
 */
export function createAuditLog(store: Store) {
  const { entries, chains } = createCollections(store)
  const queue = createQueues()
  /** Last entries that this process saw as documents: it need not look again. */
  const settled = new Set<string>()

  /** The last entry of a chain, which is a document from now on if it was not. */
  async function settle(service: string) {
    const chain = await chains.get(service)
    const last = chain?.data.last
    if (last && !settled.delete(last.entryId)) await entries.create(last.entryId, last)
    return { last, version: chain?.version ?? 0 }
  }

  /** Whether it is in the log now; false when somebody else appended meanwhile. */
  async function tryAppend(told: Told): Promise<boolean> {
    const { last, version } = await settle(told.service)
    if (await entries.get(told.entryId)) return true
    const next = nextLink(last, told, randomUUID())
    const isOurs = await chains
      .upsert(told.service, (_, current) => {
        if (current !== version) throw new Overtaken()
        return { next: { last: next } }
      })
      .then(() => true, whenOvertaken)
    if (!isOurs) return false
    await entries.create(next.entryId, next)
    settled.add(next.entryId)
    return true
  }

  return {
    ...{ entries, chains, collections: [entries, chains] },
    /** The end of a chain, if it has one. */
    last: async (service: string) => (await settle(service)).last,
    /** Appends what staff did once, however often it is told. */
    append: (told: Told): Promise<void> =>
      queue(told.service, async () => {
        while (!(await tryAppend(told)));
      }),
    /** Takes the reason out of an entry; the chain holds without it. */
    async forgetReason({ entryId, service }: StoredEntry, at: string): Promise<void> {
      await entries.update(entryId, (known) => changed(known, withoutReason(known, at)))
      if ((await chains.get(service))?.data.last.entryId !== entryId) return
      await chains.update(service, ({ last }) =>
        last.entryId === entryId && last.reason !== undefined
          ? { next: { last: withoutReason(last, at) } }
          : undefined,
      )
    },
  }
}

const changed = (known: StoredEntry, next: StoredEntry) => (next === known ? undefined : { next })

class Overtaken extends Error {}

function whenOvertaken(error: unknown): boolean {
  if (error instanceof Overtaken || isRefusal(error, 'conflict')) return false
  throw error
}
