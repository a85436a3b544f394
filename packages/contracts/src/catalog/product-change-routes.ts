import { z } from '@hono/zod-openapi'
import { CursorQuery, IdempotencyHeader, Instant, jsonAnswer, jsonBody, pageOf } from '../common.ts'
import { limits } from '../limits.ts'
import { forStaff } from '../operation.ts'
import { oneOf, requiredText, schema } from '../schema.ts'
import { Attributes, ProductStatus, ProductVisibility } from './schemas.ts'

const categoryIds = z.array(z.string().max(80)).max(50)
/** Base prices of all variants: by a share or by an amount; the result is one cent at least. */
const PriceChange = z
  .object({
    kind: z.literal('price'),
    /** In hundredths of a per cent: −1000 takes a tenth off. */
    byBps: z.int().min(-9_000).max(100_000).optional(),
    /** In minor units. */
    byAmount: z.int().min(-limits.amount).max(limits.amount).optional(),
    /** The nearest price that ends so, in minor units: 90 makes 12.34 to 11.90. */
    ending: z.int().min(0).max(99).optional(),
    /** The price of before stays as the former one, where the new one is lower. */
    showFormer: z.boolean().default(false),
  })
  .refine(
    ({ byBps, byAmount }) => (byBps === undefined) !== (byAmount === undefined),
    'either byBps or byAmount',
  )

/** One thing that a bulk change does to each product. */
export const ProductChange = z
  .union([
    PriceChange,
    z.object({ kind: z.literal('status'), status: ProductStatus }),
    z.object({ kind: z.literal('visibility'), visibility: ProductVisibility }),
    z.object({
      kind: z.literal('categories'),
      add: categoryIds.default([]),
      remove: categoryIds.default([]),
    }),
    z.object({ kind: z.literal('brand'), brand: requiredText(120) }),
    z.object({ kind: z.literal('tax_class'), taxClass: z.string().min(1).max(40) }),
    z.object({
      kind: z.literal('attributes'),
      set: Attributes.default({}),
      remove: z.array(z.string().max(60)).max(50).default([]),
    }),
  ])
  .openapi('ProductChange')
export type ProductChange = z.infer<typeof ProductChange>

/** Which products: by their ids, or all that match. They are fixed when the change is asked for. */
export const ProductSelection = schema('ProductSelection', {
  productIds: z.array(z.string().max(80)).min(1).max(10_000).optional(),
  filter: z
    .object({
      status: z.enum(['draft', 'active', 'archived', 'all']).default('active'),
      /** Id or slug; with all below it. */
      category: z.string().max(120).optional(),
      brand: z.string().max(120).optional(),
      /** Words of title, slug and SKUs. */
      q: z.string().trim().max(200).optional(),
    })
    .optional(),
}).refine(
  ({ productIds, filter }) => (productIds === undefined) !== (filter === undefined),
  'either productIds or filter',
)
export type ProductSelection = z.infer<typeof ProductSelection>

export const NewProductChange = schema('NewProductChange', {
  selection: ProductSelection,
  /** Done one after the other. */
  changes: z.array(ProductChange).min(1).max(10),
})
export type NewProductChange = z.infer<typeof NewProductChange>

/** Why a product refuses a bulk change. */
export const ProductChangeRefusal = oneOf('ProductChangeRefusal', [
  ...(['price_too_high', 'category_needed', 'unknown_category'] as const),
  ...(['transition_refused', 'not_found', 'invalid_request'] as const),
])
export type ProductChangeRefusal = z.infer<typeof ProductChangeRefusal>

/** Jobs from before there were codes have the words only. */
const Failure = z.object({
  productId: z.string(),
  code: ProductChangeRefusal.optional(),
  reason: z.string(),
})
/** How far it is, in products; `failed` of them refused the change and are as they were. */
const Progress = z.object({ done: z.int(), changed: z.int(), failed: z.int() })

export const ProductChangeStatus = oneOf('ProductChangeStatus', [
  ...(['running', 'paused', 'done', 'cancelled', 'undoing', 'undone'] as const),
])

/** A change of many products, made in the background. */
export const ProductChangeJob = schema('ProductChangeJob', {
  changeId: z.string(),
  status: ProductChangeStatus,
  changes: z.array(ProductChange),
  createdBy: z.string(),
  createdAt: Instant,
  endedAt: Instant.optional(),
  total: z.int(),
  progress: Progress,
  /** Of what takes it back; products that somebody changed since keep that. */
  undo: Progress.optional(),
  /** The first hundred. */
  failures: z.array(Failure),
})
export type ProductChangeJob = z.infer<typeof ProductChangeJob>

const Shown = z.record(z.string(), z.unknown())
export const ProductChangePreview = schema('ProductChangePreview', {
  /** Products that were selected, that would be changed, and that would refuse. */
  selected: z.int(),
  changed: z.int(),
  failed: z.int(),
  /** The first twenty. */
  samples: z.array(z.object({ productId: z.string(), before: Shown, after: Shown })),
  /** The first hundred. */
  failures: z.array(Failure),
})

const oneJob = { params: z.object({ changeId: z.string().min(1).max(80) }) }
const theJob = jsonAnswer(ProductChangeJob, 'The change now')
const act = { request: oneJob, responses: { 200: theJob } } as const
const refusals = ['not_found', 'transition_refused', 'conflict'] as const

/** What a change would do, without doing it. */
export const previewProductChange = forStaff(
  'PreviewProductChange',
  'POST /api/product-changes/preview',
  {
    request: { body: jsonBody(NewProductChange) },
    responses: { 200: jsonAnswer(ProductChangePreview, 'What would change') },
    problems: ['invalid_request'],
  },
)

/** Begins a change, once per Idempotency-Key and user: 10,000 products at most. */
export const createProductChange = forStaff('CreateProductChange', 'POST /api/product-changes', {
  request: { headers: IdempotencyHeader, body: jsonBody(NewProductChange) },
  responses: { 202: jsonAnswer(ProductChangeJob, 'The change') },
  problems: ['invalid_request', 'idempotency_key_reused'],
})

/** Newest first. */
export const listProductChanges = forStaff('ListProductChanges', 'GET /api/product-changes', {
  request: { query: CursorQuery },
  responses: { 200: jsonAnswer(pageOf(ProductChangeJob), 'Changes') },
  problems: ['invalid_request'],
})

export const readProductChange = forStaff(
  'GetProductChange',
  'GET /api/product-changes/{changeId}',
  { request: oneJob, responses: { 200: theJob }, problems: ['not_found'] },
)

/** Waits before the next products; repeated, it waits already. */
export const pauseProductChange = forStaff(
  'PauseProductChange',
  'POST /api/product-changes/{changeId}/pause',
  { ...act, problems: refusals },
)

export const resumeProductChange = forStaff(
  'ResumeProductChange',
  'POST /api/product-changes/{changeId}/resume',
  { ...act, problems: refusals },
)

/** Ends it where it is: what was changed stays changed until it is undone. */
export const cancelProductChange = forStaff(
  'CancelProductChange',
  'POST /api/product-changes/{changeId}/cancel',
  { ...act, problems: refusals },
)

/** Takes it back, in the background, of each product where nobody changed the same since. */
export const undoProductChange = forStaff(
  'UndoProductChange',
  'POST /api/product-changes/{changeId}/undo',
  { ...act, problems: refusals },
)
