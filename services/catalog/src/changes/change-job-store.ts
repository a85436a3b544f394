import {
  ProductChange,
  ProductChangeRefusal,
  ProductChangeStatus,
} from '@comptoir/contracts/catalog/product-change-routes'
import { Instant } from '@comptoir/contracts/common'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'

const Progress = z.object({ done: z.int(), changed: z.int(), failed: z.int() })

const StoredChangeJob = z.object({
  status: ProductChangeStatus,
  changes: z.array(ProductChange),
  /** Of the request that began it. */
  fingerprint: z.string(),
  /** The file that names the products. */
  ids: z.string(),
  total: z.int(),
  progress: Progress,
  undo: Progress.optional(),
  failures: z.array(
    z.object({
      productId: z.string(),
      code: ProductChangeRefusal.optional(),
      reason: z.string(),
    }),
  ),
  createdBy: z.string(),
  createdAt: Instant,
  endedAt: Instant.optional(),
})
export type StoredChangeJob = Readonly<z.infer<typeof StoredChangeJob>>

export type ChangeJobs = Collection<StoredChangeJob>

/** Changes of many products: `all` newest first, `open` those that are at work. */
export const createChangeJobs = (store: Store): ChangeJobs =>
  createCollection<StoredChangeJob>(store, {
    name: 'product-changes',
    audit: 'plain',
    schema: StoredChangeJob,
    indexes: {
      all: ({ createdAt }) => [{ key: 'all', score: Date.parse(createdAt) }],
      open: ({ status, createdAt }) =>
        status === 'running' || status === 'undoing'
          ? [{ key: 'all', score: Date.parse(createdAt) }]
          : [],
    },
  })
