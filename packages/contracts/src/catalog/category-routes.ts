import { createRoute, z } from '@hono/zod-openapi'
import {
  forRoles,
  jsonAnswer,
  jsonBody,
  Locale,
  LocalizedText,
  problemAnswers,
  QueryFlag,
} from '../common.ts'
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

const tags = ['catalog']
const staff = { tags, ...forRoles('staff', 'admin') }
const idParam = z.object({ id: z.string().min(1).max(120).openapi({ description: 'Id or slug' }) })
const IfMatch = z.object({ 'if-match': z.string().max(200).optional() })
const denied = ['invalid_request', 'unauthenticated', 'forbidden'] as const
const aCategory = jsonAnswer(CategoryView, 'The category')

export const listCategories = createRoute({
  operationId: 'ListCategories',
  method: 'get',
  path: '/api/categories',
  tags,
  request: { query: z.object({ tree: QueryFlag.default(false).openapi({ default: false }) }) },
  responses: {
    200: jsonAnswer(z.object({ items: Tree }), 'Categories'),
    ...problemAnswers('invalid_request'),
  },
})

export const readCategory = createRoute({
  operationId: 'GetCategory',
  method: 'get',
  path: '/api/categories/{id}',
  tags,
  request: { params: idParam },
  responses: {
    200: jsonAnswer(Detail, 'The category, its way down and its children'),
    ...problemAnswers('invalid_request', 'not_found'),
  },
})

export const createCategory = createRoute({
  operationId: 'CreateCategory',
  method: 'post',
  path: '/api/categories',
  ...staff,
  request: { body: jsonBody(CategoryInput) },
  responses: {
    201: jsonAnswer(CategoryView, 'Created'),
    ...problemAnswers(...denied, 'not_found', 'already_exists', 'conflict'),
  },
})

/** Changes name, slug and position; the parent changes by a move. */
export const replaceCategory = createRoute({
  operationId: 'ReplaceCategory',
  method: 'put',
  path: '/api/categories/{id}',
  ...staff,
  request: { params: idParam, headers: IfMatch, body: jsonBody(CategoryInput) },
  responses: {
    200: aCategory,
    ...problemAnswers(...denied, 'not_found', 'already_exists', 'conflict', 'precondition_failed'),
  },
})

/** Moves with everything below; without a parent it becomes a root. Under itself is refused. */
export const moveCategory = createRoute({
  operationId: 'MoveCategory',
  method: 'post',
  path: '/api/categories/{id}/move',
  ...staff,
  request: {
    params: idParam,
    body: jsonBody(
      z.object({
        parentId: z.string().max(80).nullable(),
        position: z.int().min(0).max(1_000_000).optional(),
      }),
    ),
  },
  responses: {
    200: aCategory,
    ...problemAnswers(...denied, 'not_found', 'conflict', 'transition_refused'),
  },
})

/** Refused while it has children or products, unless `reassignTo` names where they go. */
export const deleteCategory = createRoute({
  operationId: 'DeleteCategory',
  method: 'delete',
  path: '/api/categories/{id}',
  ...staff,
  request: {
    params: idParam,
    headers: IfMatch,
    query: z.object({ reassignTo: z.string().max(120).optional() }),
  },
  responses: {
    204: { description: 'Deleted' },
    ...problemAnswers(
      ...denied,
      'not_found',
      'category_not_empty',
      'conflict',
      'precondition_failed',
    ),
  },
})

export const suggestProducts = createRoute({
  operationId: 'SuggestProducts',
  method: 'get',
  path: '/api/search/suggest',
  tags,
  request: {
    query: z.object({
      q: z.string().trim().max(200).default(''),
      limit: z.coerce.number().int().min(1).max(20).default(8),
      locale: Locale.default('fr'),
    }),
  },
  responses: {
    200: jsonAnswer(z.object({ suggestions: z.array(Suggestion) }), 'Suggestions'),
    ...problemAnswers('invalid_request'),
  },
})

export const readSynonyms = createRoute({
  operationId: 'GetSynonyms',
  method: 'get',
  path: '/api/search/synonyms',
  ...staff,
  responses: { 200: jsonAnswer(Synonyms, 'The table'), ...problemAnswers(...denied) },
})

export const replaceSynonyms = createRoute({
  operationId: 'ReplaceSynonyms',
  method: 'put',
  path: '/api/search/synonyms',
  ...staff,
  request: { body: jsonBody(Synonyms) },
  responses: { 200: jsonAnswer(Synonyms, 'The table'), ...problemAnswers(...denied, 'conflict') },
})
