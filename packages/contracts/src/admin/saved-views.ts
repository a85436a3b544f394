import { z } from '@hono/zod-openapi'
import { IdempotencyHeader, Instant, jsonAnswer, jsonBody } from '../common.ts'
import { forStaff } from '../operation.ts'
import { oneOf, requiredText, schema } from '../schema.ts'

/** Of one person in one list, and of the colleagues of one role in one list. */
export const savedViewLimits = { own: 50, shared: 100 } as const

/** The lists that views are saved of. */
export const SavedViewList = oneOf('SavedViewList', [
  ...(['orders', 'products', 'stock', 'movements', 'customers', 'promotions'] as const),
  ...(['payments', 'refunds', 'disputes', 'invoices', 'shipments', 'returns'] as const),
  ...(['conversations', 'notifications', 'vendors', 'staff', 'audit'] as const),
])
export type SavedViewList = z.infer<typeof SavedViewList>

const Filter = z.string().max(200)
const Word = z
  .string()
  .max(60)
  .regex(/^[A-Za-z][\w.-]*$/)

export const SavedViewInput = schema('SavedViewInput', {
  name: requiredText(80),
  /** The filters and the order of the list, as its query has them. */
  query: z
    .record(Word, z.union([Filter, z.array(Filter).max(50)]))
    .refine((query) => Object.keys(query).length <= 40, '40 filters at most')
    .default({}),
  /** The columns that are shown, in their order; left out, all. */
  columns: z.array(Word).max(60).optional(),
  density: z.enum(['compact', 'normal', 'wide']).optional(),
  /** The role whose colleagues see it: one that its owner has. Left out, nobody else does. */
  sharedWith: z.enum(['support', 'staff', 'admin']).optional(),
})
export type SavedViewInput = z.infer<typeof SavedViewInput>

/** A list as somebody of the staff wants to see it again. */
export const SavedView = SavedViewInput.extend({
  viewId: z.string(),
  list: SavedViewList,
  /** Whether it is the caller's: others of the role only look. */
  isOwn: z.boolean(),
  version: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
}).openapi('SavedView')
export type SavedView = z.infer<typeof SavedView>

const ofView = { params: z.object({ viewId: z.string().max(80) }) }
const IfMatch = z.object({ 'if-match': z.string().max(200).optional() })
const answer = jsonAnswer(SavedView, 'The view')

/** Views of a list: the caller's own, then those that colleagues of a role of the caller share, by name. */
export const listSavedViews = forStaff('ListSavedViews', 'GET /api/saved-views', {
  request: { query: z.object({ list: SavedViewList }) },
  responses: { 200: jsonAnswer({ items: z.array(SavedView) }, 'Views') },
  problems: ['invalid_request'],
})

/** Saves a view, once per key. */
export const createSavedView = forStaff('CreateSavedView', 'POST /api/saved-views', {
  request: {
    headers: IdempotencyHeader,
    query: z.object({ list: SavedViewList }),
    body: jsonBody(SavedViewInput),
  },
  responses: { 201: answer },
  problems: ['invalid_request', 'transition_refused', 'idempotency_key_reused'],
})

/** Replaces all of a view of the caller's own but its list; `If-Match` holds off what another device changed. */
export const replaceSavedView = forStaff('ReplaceSavedView', 'PUT /api/saved-views/{viewId}', {
  request: { ...ofView, headers: IfMatch, body: jsonBody(SavedViewInput) },
  responses: { 200: answer },
  problems: [
    ...(['invalid_request', 'not_found', 'transition_refused'] as const),
    ...(['precondition_failed', 'conflict'] as const),
  ],
})

/** Deletes a view of the caller's own; one that is not there is no error. */
export const deleteSavedView = forStaff('DeleteSavedView', 'DELETE /api/saved-views/{viewId}', {
  request: ofView,
  responses: { 204: { description: 'It is gone, for everyone' } },
})
