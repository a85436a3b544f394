import type { CloudEvent } from '@comptoir/contracts/event'
import type { AppId } from '@comptoir/contracts/topology'
import type { Logger } from '@comptoir/service/observability/log'
import type { EventSignatures } from '../events/signatures.ts'
import type { Keys } from '../leases/keys.ts'
import type { Ledger } from '../outbox/delivery-index.ts'
import type { LastKnown } from './own-recent-writes.ts'

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
  /** How long a writer waits for the delivery of its events; delivery then goes on in the background. */
  readonly deliveryWaitMs: number
  readonly lastKnown: LastKnown
  /** Deliveries that run in this process: waited for at stop. */
  readonly deliveries: Set<Promise<void>>
}

/** Waits until what this process has written has been published, or the time is up. */
export async function drainStore(store: Store): Promise<void> {
  while (store.deliveries.size > 0) await Promise.allSettled(store.deliveries)
}
