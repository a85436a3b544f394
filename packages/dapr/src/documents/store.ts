import type { CloudEvent } from '@comptoir/contracts/event'
import type { AppId } from '@comptoir/contracts/topology'
import type { Logger } from '@comptoir/service/observability/log'
import type { EventSignatures } from '../events/signatures.ts'
import type { Keys } from '../leases/keys.ts'
import type { Ledger } from '../outbox/delivery-index.ts'
import type { DocumentList } from '../roster/document-list.ts'
import type { LastKnown } from './own-recent-writes.ts'
import type { StatePort } from './state-port.ts'

export type Publish = (event: CloudEvent) => Promise<void>

/** Where a service keeps its documents: the ports of the protocol, over a sidecar and Redis or in memory. */
export type Store = {
  readonly service: AppId
  readonly state: StatePort
  readonly ledger: Ledger
  readonly documents: DocumentList
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
