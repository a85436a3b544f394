import { LabelBatch, NewLabelBatch } from '@comptoir/contracts/shipping/label-schemas'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'
import type { StoredBatch } from './label-batch.ts'

export type LabelBatches = Collection<StoredBatch>

const Stored = LabelBatch.extend({
  asked: NewLabelBatch,
  changedAt: z.iso.datetime(),
  /** Tries that failed since it began. */
  failures: z.int().optional(),
})

/** Batches of labels, by the id that staff chose. */
export function createLabelBatches(store: Store): LabelBatches {
  return createCollection<StoredBatch>(store, {
    name: 'label-batches',
    schema: Stored,
    indexes: { byStatus },
  })
}

/** By when they last moved: pending ones that stand still are taken up again, ended ones are forgotten after a day. */
function byStatus({ status, changedAt }: StoredBatch) {
  return [{ key: status, score: Date.parse(changedAt) }]
}
