import { z } from '@hono/zod-openapi'
import { Instant, Locale } from '../common.ts'
import { oneOf, schema } from '../schema.ts'

/** Parcels of one batch at most: a few hundred pages. */
export const largestBatch = 500

export const BatchParcel = schema('BatchParcel', {
  shipmentId: z.string().min(1).max(80),
  /** The number of the parcel; without it, every parcel of the shipment that is still here. */
  parcel: z.int().min(1).max(999).optional(),
})
export type BatchParcel = z.infer<typeof BatchParcel>

/** What a batch prints, in this order. */
export const NewLabelBatch = schema('NewLabelBatch', {
  parcels: z.array(BatchParcel).min(1).max(largestBatch),
  /** The packing slip of each parcel behind its label. */
  packingSlips: z.boolean().default(false),
  /** Of the packing slips. */
  locale: Locale.default('fr'),
})
export type NewLabelBatch = z.infer<typeof NewLabelBatch>

/** A batch of labels as one PDF. It is kept for a day: it names the recipients. */
export const LabelBatch = schema('LabelBatch', {
  batchId: z.string(),
  status: oneOf('LabelBatchStatus', ['pending', 'done', 'failed']),
  by: z.string(),
  createdAt: Instant,
  finishedAt: Instant.optional(),
  /** Labels so far, and in all as far as it is known. */
  printed: z.int(),
  total: z.int(),
  /** What was left out, and why. */
  skipped: z.array(
    z.object({
      shipmentId: z.string(),
      parcel: z.int().optional(),
      reason: oneOf('SkippedLabel', ['unknown', 'cancelled', 'held', 'left', 'too_many']),
    }),
  ),
  pdf: z.object({ sha256: z.string(), size: z.int() }).optional(),
  /** Of a batch that failed: what the last try said. The same request begins again. */
  reason: z.string().optional(),
})
export type LabelBatch = z.infer<typeof LabelBatch>
