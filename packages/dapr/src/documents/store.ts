import { setTimeout as sleep } from 'node:timers/promises'
import type { CloudEvent } from '@comptoir/contracts/event'
import type { AppId } from '@comptoir/contracts/topology'
import type { Logger } from '@comptoir/service/observability/log'
import type { Redis } from 'ioredis'
import type { EventSignatures } from '../events/signatures.ts'
import type { Ledger } from '../outbox/ledger.ts'
import { createPublisher } from '../outbox/publisher.ts'
import { createRedisLedger } from '../outbox/redis-ledger.ts'
import type { Sidecar } from '../sidecar/sidecar.ts'
import { createKeys, type Keys } from './keys.ts'
import { createLastKnown, type LastKnown } from './last-known.ts'
import { createStatePort } from './state.ts'

/** A stored value with the opaque ETag that its next write must show. */
export type Stored = { readonly value: unknown; readonly etag: string }

export type Write = {
  readonly key: string
  readonly value: unknown
  /** Absent: the write only creates. */
  readonly etag?: string | undefined
  readonly ttlSeconds?: number | undefined
}

/** The Dapr state store, as much of it as one document per key needs. Throws when the outcome is unknown. */
export type StatePort = {
  read(key: string): Promise<Stored | undefined>
  readMany(keys: readonly string[]): Promise<Map<string, Stored>>
  /** First-write: false when the ETag is stale or, for a creation, when it did not happen. */
  write(write: Write): Promise<boolean>
}

export type Publish = (event: CloudEvent) => Promise<void>

/** Where a service keeps its documents: the ports of the protocol, over a sidecar and Redis or in memory. */
export type Store = {
  readonly service: AppId
  readonly state: StatePort
  readonly ledger: Ledger
  readonly publish: Publish
  readonly signatures: EventSignatures
  readonly keys: Keys
  readonly log: Logger
  readonly now: () => number
  readonly pause: (ms: number) => Promise<void>
  /** Longest time a caller waits for its events to leave; they go on leaving behind its back. */
  readonly patienceMs: number
  readonly lastKnown: LastKnown
  /** Events on their way out in this process: waited for at stop. */
  readonly departures: Set<Promise<void>>
}

export type StoreOptions = {
  sidecar: Sidecar
  redis: Redis
  service: AppId
  log: Logger
  signatures: EventSignatures
}

/** The store of a service, over its sidecar and Redis. */
export function createStore({ sidecar, redis, service, log, signatures }: StoreOptions): Store {
  return {
    service,
    log,
    signatures,
    state: createStatePort(sidecar, 'state'),
    ledger: createRedisLedger(redis, service),
    publish: createPublisher(sidecar, 'pubsub'),
    keys: createKeys(redis),
    now: Date.now,
    pause: (ms) => sleep(ms, undefined, { ref: false }),
    patienceMs: 250,
    lastKnown: createLastKnown(Date.now),
    departures: new Set(),
  }
}

/** Waits until what this process has written has been published, or the time is up. */
export async function drainStore(store: Store): Promise<void> {
  while (store.departures.size > 0) await Promise.allSettled(store.departures)
}
