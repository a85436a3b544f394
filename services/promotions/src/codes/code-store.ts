import { Instant } from '@comptoir/contracts/common'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'

/** Whose a code is. The key is the code itself, so that no two promotions share one. */
const StoredCode = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('shared'), promotionId: z.string(), claimedAt: Instant }),
  z.object({
    kind: z.literal('single_use'),
    promotionId: z.string(),
    batchId: z.string(),
    createdAt: Instant,
    revokedAt: Instant.optional(),
  }),
])
export type StoredCode = Readonly<z.infer<typeof StoredCode>>

export type Codes = Collection<StoredCode>

/** Single-use codes by their promotion and by their batch. */
export const createCodes = (store: Store): Codes =>
  createCollection<StoredCode>(store, {
    name: 'codes',
    audit: 'none',
    schema: StoredCode,
    indexes: {
      ofPromotion: (code) => entriesOf(code, code.promotionId),
      ofBatch: (code) => entriesOf(code, code.kind === 'single_use' ? code.batchId : ''),
    },
  })

const entriesOf = (code: StoredCode, key: string) =>
  code.kind === 'single_use' ? [{ key, score: Date.parse(code.createdAt) }] : []

const StoredBatch = z.object({
  promotionId: z.string(),
  quantity: z.int(),
  length: z.int(),
  label: z.string().optional(),
  prefix: z.string().optional(),
  createdAt: Instant,
})
export type StoredBatch = Readonly<z.infer<typeof StoredBatch>>

export type CodeBatches = Collection<StoredBatch>

export const createCodeBatches = (store: Store): CodeBatches =>
  createCollection<StoredBatch>(store, {
    name: 'code-batches',
    audit: 'plain',
    schema: StoredBatch,
    indexes: {
      ofPromotion: ({ promotionId, createdAt }) => [
        { key: promotionId, score: Date.parse(createdAt) },
      ],
    },
  })

const StoredRevocation = z.object({
  promotionId: z.string(),
  batchId: z.string().optional(),
  /** How many codes were named, where it was no batch. */
  named: z.int().optional(),
  at: z.iso.datetime(),
})
export type CodeRevocations = Collection<z.infer<typeof StoredRevocation>>

/** Revocations by staff, for the audit log: one entry, however many codes there are. */
export const createCodeRevocations = (store: Store): CodeRevocations =>
  createCollection(store, {
    name: 'code-revocations',
    audit: 'plain',
    schema: StoredRevocation,
    ttlSeconds: 30 * 24 * 3_600,
  })
