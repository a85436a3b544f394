import { z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody, Locale, LocalizedText, QueryFlag } from '../common.ts'
import { forAnyone, forStaff } from '../operation.ts'
import { CategoryInput, CategoryView, Suggestion, Synonyms } from './category-schemas.ts'

const Detail = CategoryView.extend({
  breadcrumbs: z.array(z.object({ categoryId: z.string(), slug: z.string(), name: LocalizedText })),
  children: z.array(CategoryView),
}).openapi('CategoryDetail')

/** With `tree=1`, each category carries its `children`. */
const Tree = z
  .array(
    CategoryView.extend({
      children: z.array(z.any()).optional().openapi({ description: 'Categories, nested' }),
    }),
  )
  .openapi('CategoryList')

const idParam = z.object({ id: z.string().min(1).max(120).openapi({ description: 'Id or slug' }) })
const IfMatch = z.object({ 'if-match': z.string().max(200).optional() })
const aCategory = jsonAnswer(CategoryView, 'The category')

export const listCategories = forAnyone('ListCategories', 'GET /api/categories', {
  request: { query: z.object({ tree: QueryFlag.default(false).openapi({ default: false }) }) },
  responses: { 200: jsonAnswer({ items: Tree }, 'Categories') },
  problems: ['invalid_request'],
})

export const readCategory = forAnyone('GetCategory', 'GET /api/categories/{id}', {
  request: { params: idParam },
  responses: { 200: jsonAnswer(Detail, 'The category, its way down and its children') },
  problems: ['invalid_request', 'not_found'],
})

export const createCategory = forStaff('CreateCategory', 'POST /api/categories', {
  request: { body: jsonBody(CategoryInput) },
  responses: { 201: jsonAnswer(CategoryView, 'Created') },
  problems: ['invalid_request', 'not_found', 'already_exists', 'conflict'],
})

/** Changes name, slug and position; the parent changes by a move. */
export const replaceCategory = forStaff('ReplaceCategory', 'PUT /api/categories/{id}', {
  request: { params: idParam, headers: IfMatch, body: jsonBody(CategoryInput) },
  responses: { 200: aCategory },
  problems: ['invalid_request', 'not_found', 'already_exists', 'conflict', 'precondition_failed'],
})

/** Moves with everything below; without a parent it becomes a root. Under itself is refused. */
export const moveCategory = forStaff('MoveCategory', 'POST /api/categories/{id}/move', {
  request: {
    params: idParam,
    body: jsonBody({
      parentId: z.string().max(80).nullable(),
      position: z.int().min(0).max(1_000_000).optional(),
    }),
  },
  responses: { 200: aCategory },
  problems: ['invalid_request', 'not_found', 'conflict', 'transition_refused'],
})

/** Refused while it has children or products, unless `reassignTo` names where they go. */
export const deleteCategory = forStaff('DeleteCategory', 'DELETE /api/categories/{id}', {
  request: {
    params: idParam,
    headers: IfMatch,
    query: z.object({ reassignTo: z.string().max(120).optional() }),
  },
  responses: { 204: { description: 'Deleted' } },
  problems: [
    'invalid_request',
    'not_found',
    'category_not_empty',
    'conflict',
    'precondition_failed',
  ],
})

export const suggestProducts = forAnyone('SuggestProducts', 'GET /api/search/suggest', {
  request: {
    query: z.object({
      q: z.string().trim().max(200).default(''),
      limit: z.coerce.number().int().min(1).max(20).default(8),
      locale: Locale.default('fr'),
    }),
  },
  responses: { 200: jsonAnswer({ suggestions: z.array(Suggestion) }, 'Suggestions') },
  problems: ['invalid_request'],
})

export const readSynonyms = forStaff('GetSynonyms', 'GET /api/search/synonyms', {
  responses: { 200: jsonAnswer(Synonyms, 'The table') },
  problems: ['invalid_request'],
})

export const replaceSynonyms = forStaff('ReplaceSynonyms', 'PUT /api/search/synonyms', {
  request: { body: jsonBody(Synonyms) },
  responses: { 200: jsonAnswer(Synonyms, 'The table') },
  problems: ['invalid_request', 'conflict'],
})
