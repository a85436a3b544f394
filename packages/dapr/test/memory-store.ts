import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { CloudEvent } from '@comptoir/contracts/event'
import type { AppId } from '@comptoir/contracts/topology'
import { createLogger } from '@comptoir/service/observability/log'
import { staffActionType } from '../src/audit/staff-action.ts'
import { createLastKnown } from '../src/documents/own-recent-writes.ts'
import type { StatePort, Stored } from '../src/documents/state-port.ts'
import type { Store } from '../src/documents/store.ts'
import type { EventSignatures } from '../src/events/signatures.ts'
import { createMemoryLedger } from './memory-delivery-index.ts'
import { createMemoryKeys, createMemoryList } from './memory-twins.ts'

/** Signs nothing and takes every event for genuine: for tests that are not about signatures. */
export const unsigned: EventSignatures = { sign: (event) => event, verify: () => true }

/** The in-memory twin of a store: the same protocol over maps, with what it published and a clock to move. */
export type MemoryStore = Store & {
  /** Every event published, in order, but what is for the audit log. */
  readonly published: CloudEvent[]
  /** What staff did, for the audit log. */
  readonly recorded: CloudEvent[]
  /** The clock of the store; starts at the real time. */
  readonly clock: { nowMs: number }
}

/**
 * A store in memory, for tests of a service.
 * @example const store = createMemoryStore('orders'); const orders = createOrders(store)
 */
export function createMemoryStore(service: AppId): MemoryStore {
  const clock = { nowMs: Date.now() }
  const now = () => clock.nowMs
  const [published, recorded]: [CloudEvent[], CloudEvent[]] = [[], []]
  return {
    service,
    clock,
    published,
    recorded,
    now,
    state: createMemoryState(now),
    ledger: createMemoryLedger(now),
    documents: createMemoryList(),
    publish: async (event) => {
      const isRecord = event.type === staffActionType(service)
      ;(isRecord ? recorded : published).push(event)
    },
    signatures: unsigned,
    keys: createMemoryKeys(now),
    log: createLogger(service, 'silent'),
    pause: async () => {},
    deliveryWaitMs: Number.POSITIVE_INFINITY,
    lastKnown: createLastKnown(now),
    deliveries: new Set(),
  }
}

type Readable = {
  readonly name: string
  get(id: string): Promise<{ readonly data: unknown } | undefined>
}

/**
 * Puts the documents of a JSON file (an array of `key` and `value`, as an older version stored them) into a store and
 * reads them through their collections: what was stored, and what is read.
 * @example await readStored('carts', new URL('../test/stored/carts.json', import.meta.url), (store) => [createCarts(store)])
 */
export async function readStored(
  service: AppId,
  file: URL,
  open: (store: Store) => readonly Readable[],
) {
  const store = createMemoryStore(service)
  const collections = open(store)
  const documents: { key: string; value: { data: unknown } }[] = JSON.parse(
    readFileSync(file, 'utf8'),
  )
  return await Promise.all(
    documents.map(async ({ key, value }) => {
      await store.state.write({ key, value, etag: undefined })
      const [name, id = ''] = key.split(/:(.*)/s)
      const read = await collections.find((one) => one.name === name)?.get(id)
      return { key, stored: value.data, read: read?.data }
    }),
  )
}

type Kept = { readonly json: string; readonly etag: string; readonly until: number }

/** Counted, as Redis gives them, or opaque, as databases do. */
export type Etags = 'counted' | 'opaque'

/** The in-memory twin of the Dapr state store. Values are kept as JSON: never shared. */
export function createMemoryState(
  now: () => number = Date.now,
  etags: Etags = 'counted',
): StatePort {
  const kept = new Map<string, Kept>()
  function look(key: string): Kept | undefined {
    const entry = kept.get(key)
    return entry && entry.until > now() ? entry : undefined
  }
  function read(key: string): Stored | undefined {
    const entry = look(key)
    return entry && { value: JSON.parse(entry.json), etag: entry.etag }
  }
  const after = (etag = '0') => (etags === 'counted' ? String(Number(etag) + 1) : randomUUID())
  return {
    read: async (key) => read(key),
    async readMany(keys) {
      return new Map(
        keys.flatMap((key) => {
          const stored = read(key)
          return stored ? [[key, stored] as const] : []
        }),
      )
    },
    async write({ key, value, etag, ttlSeconds }) {
      const before = look(key)?.etag
      if (before !== etag) return false
      const until = ttlSeconds === undefined ? Number.POSITIVE_INFINITY : now() + ttlSeconds * 1_000
      kept.set(key, { json: JSON.stringify(value), etag: after(before), until })
      return true
    },
  }
}
