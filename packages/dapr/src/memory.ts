import type { CloudEvent } from '@comptoir/contracts/event'
import type { AppId } from '@comptoir/contracts/topology'
import type { Store } from './store.ts'

/** The in-memory twin of a store: the same protocol over maps, with what it published and a clock to move. */
export type MemoryStore = Store & {
  /** Every event published, in order. */
  readonly published: CloudEvent[]
  readonly clock: { nowMs: number }
}

export declare function createMemoryStore(service: AppId): MemoryStore
