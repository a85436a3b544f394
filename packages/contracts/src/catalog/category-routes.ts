import { z } from '@hono/zod-openapi'
import { forRoles, jsonAnswer, jsonBody, Locale, LocalizedText, QueryFlag } from '../common.ts'
import { operation } from '../operation.ts'
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

const staff = forRoles('staff', 'admin')
const idParam = z.object({ id: z.string().min(1).max(120).openapi({ description: 'Id or slug' }) })
const IfMatch = z.object({ 'if-match': z.string().max(200).optional() })
const aCategory = jsonAnswer(CategoryView, 'The category')

export const listCategories = operation('get', '/api/categories', {
  operationId: 'ListCategories',
  request: { query: z.object({ tree: QueryFlag.default(false).openapi({ default: false }) }) },
  responses: { 200: jsonAnswer({ items: Tree }, 'Categories') },
  problems: ['invalid_request'],
})

export const readCategory = operation('get', '/api/categories/{id}', {
  operationId: 'GetCategory',
  request: { params: idParam },
  responses: { 200: jsonAnswer(Detail, 'The category, its way down and its children') },
  problems: ['invalid_request', 'not_found'],
})

export const createCategory = operation('post', '/api/categories', {
  operationId: 'CreateCategory',
  ...staff,
  request: { body: jsonBody(CategoryInput) },
  responses: { 201: jsonAnswer(CategoryView, 'Created') },
  problems: ['invalid_request', 'not_found', 'already_exists', 'conflict'],
})

/** Changes name, slug and position; the parent changes by a move. */
export const replaceCategory = operation('put', '/api/categories/{id}', {
  operationId: 'ReplaceCategory',
  ...staff,
  request: { params: idParam, headers: IfMatch, body: jsonBody(CategoryInput) },
  responses: { 200: aCategory },
  problems: ['invalid_request', 'not_found', 'already_exists', 'conflict', 'precondition_failed'],
})

/** Moves with everything below; without a parent it becomes a root. Under itself is refused. */
export const moveCategory = operation('post', '/api/categories/{id}/move', {
  operationId: 'MoveCategory',
  ...staff,
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
export const deleteCategory = operation('delete', '/api/categories/{id}', {
  operationId: 'DeleteCategory',
  ...staff,
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

export const suggestProducts = operation('get', '/api/search/suggest', {
  operationId: 'SuggestProducts',
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

export const readSynonyms = operation('get', '/api/search/synonyms', {
  operationId: 'GetSynonyms',
  ...staff,
  responses: { 200: jsonAnswer(Synonyms, 'The table') },
  problems: ['invalid_request'],
})

export const replaceSynonyms = operation('put', '/api/search/synonyms', {
  operationId: 'ReplaceSynonyms',
  ...staff,
  request: { body: jsonBody(Synonyms) },
  responses: { 200: jsonAnswer(Synonyms, 'The table') },
  problems: ['invalid_request', 'conflict'],
})
