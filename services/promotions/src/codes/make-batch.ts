import { createHash } from 'node:crypto'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Promotions } from '../promotion/promotion-store.ts'
import { forEachAtOnce } from './at-once.ts'
import type { CodeBatches, Codes, StoredBatch } from './code-store.ts'
import { type RandomInt, randomCode } from './random-code.ts'

export type BatchDeps = {
  readonly promotions: Promotions
  readonly codes: Codes
  readonly batches: CodeBatches
  readonly clock: () => Date
  readonly random: RandomInt
}

export type BatchRequest = Omit<StoredBatch, 'createdAt'> & {
  /** The Idempotency-Key: the same key makes the same batch. */
  readonly key: string
}

/**
 * Makes a batch of single-use codes. Repeated after a crash, it makes those that are missing. Refuses a promotion that needs no
 * code, and a key that made another batch.
 */
export async function makeBatch(deps: BatchDeps, { key, ...asked }: BatchRequest) {
  const { promotions, codes, batches, clock } = deps
  const promotion = await promotions.get(asked.promotionId)
  if (!promotion) throw refuse('not_found')
  const { activation, status } = promotion.data
  if (activation === 'automatic') throw refuse('transition_refused', 'it applies without a code')
  if (status === 'archived') throw refuse('transition_refused', 'it is archived')
  const batchId = batchIdOf(asked.promotionId, key)
  const createdAt = clock().toISOString()
  const { document } = await batches.create(batchId, { ...asked, createdAt })
  if (!isSame(document.data, asked)) throw refuse('idempotency_key_reused')
  const made = await codes.count('ofBatch', batchId)
  const missing = Array.from({ length: Math.max(0, document.data.quantity - made) })
  await forEachAtOnce(missing, () => makeCode(deps, batchId, document.data))
  return document
}

const batchIdOf = (promotionId: string, key: string) =>
  `cb_${createHash('sha256').update(`${promotionId} ${key}`).digest('hex').slice(0, 26)}`

const isSame = (batch: StoredBatch, asked: Omit<StoredBatch, 'createdAt'>) =>
  batch.quantity === asked.quantity &&
  batch.length === asked.length &&
  batch.prefix === asked.prefix &&
  batch.label === asked.label

/** A code that exists already is no new one: another is drawn. */
async function makeCode(deps: BatchDeps, batchId: string, batch: StoredBatch): Promise<void> {
  const { promotionId, createdAt } = batch
  const code = { kind: 'single_use' as const, promotionId, batchId, createdAt }
  const { created } = await deps.codes.create(randomCode(batch, deps.random), code)
  if (!created) await makeCode(deps, batchId, batch)
}
