import { createRoute, z } from '@hono/zod-openapi'
import {
  ForeignId,
  forRoles,
  jsonAnswer,
  jsonBody,
  maybeSignedIn,
  problemAnswers,
  queryPrefixes,
} from '../common.ts'
import { ProductInput, ProductPage, ProductQuery, ProductView } from './schemas.ts'

const tags = ['catalog']
const staff = { tags, ...forRoles('staff', 'admin') }
const readable = { tags, security: maybeSignedIn }
const notModified = { 304: { description: 'Not modified' } }
const idParam = z.object({ id: z.string().min(1).max(120).openapi({ description: 'Id or slug' }) })
const IfMatch = z.object({ 'if-match': z.string().max(200).optional() })
const IfNoneMatch = z.object({ 'if-none-match': z.string().max(500).optional() })
const denied = ['invalid_request', 'unauthenticated', 'forbidden'] as const

export const listProducts = createRoute({
  operationId: 'ListProducts',
  method: 'get',
  path: '/api/products',
  ...readable,
  ...queryPrefixes('attr.'),
  request: { query: ProductQuery, headers: IfNoneMatch },
  responses: {
    200: jsonAnswer(ProductPage, 'Products'),
    ...notModified,
    ...problemAnswers(...denied),
  },
})

/** The same engine as the list: `q` searches, without it everything is listed. */
export const searchProducts = createRoute({
  ...listProducts,
  operationId: 'SearchProducts',
  path: '/api/search',
})

export const readProduct = createRoute({
  operationId: 'GetProduct',
  method: 'get',
  path: '/api/products/{id}',
  ...readable,
  request: { params: idParam, headers: IfNoneMatch },
  responses: {
    200: jsonAnswer(ProductView, 'The product'),
    ...notModified,
    ...problemAnswers('invalid_request', 'not_found'),
  },
})

export const createProduct = createRoute({
  operationId: 'CreateProduct',
  method: 'post',
  path: '/api/products',
  ...staff,
  request: { body: jsonBody(ProductInput) },
  responses: {
    201: jsonAnswer(ProductView, 'Created'),
    ...problemAnswers(...denied, 'already_exists', 'dependency_unavailable'),
  },
})

export const replaceProduct = createRoute({
  operationId: 'ReplaceProduct',
  method: 'put',
  path: '/api/products/{id}',
  ...staff,
  request: { params: idParam, headers: IfMatch, body: jsonBody(ProductInput) },
  responses: {
    200: jsonAnswer(ProductView, 'Changed'),
    ...problemAnswers(
      ...denied,
      'not_found',
      'already_exists',
      'dependency_unavailable',
      'conflict',
      'transition_refused',
      'precondition_failed',
    ),
  },
})

/** Staff: the product of another system's id, in any state. */
export const readProductByExternalId = createRoute({
  operationId: 'GetProductByExternalId',
  method: 'get',
  path: '/api/products/by-external-id/{externalId}',
  ...staff,
  request: { params: z.object({ externalId: ForeignId }) },
  responses: {
    200: jsonAnswer(ProductView, 'The product'),
    ...problemAnswers(...denied, 'not_found'),
  },
})

/** Creates or changes the product of another system's id; an equal one changes nothing and says so. */
export const putProductByExternalId = createRoute({
  operationId: 'PutProductByExternalId',
  method: 'put',
  path: '/api/products/by-external-id/{externalId}',
  ...staff,
  request: {
    params: z.object({ externalId: ForeignId }),
    body: jsonBody(ProductInput),
  },
  responses: {
    200: jsonAnswer(
      z.object({
        productId: z.string(),
        version: z.int(),
        outcome: z.enum(['created', 'updated', 'unchanged']),
      }),
      'What was done',
    ),
    ...problemAnswers(
      ...denied,
      'already_exists',
      'conflict',
      'transition_refused',
      'dependency_unavailable',
    ),
  },
})

/** Archives: orders and carts that name the product keep their copy. */
export const deleteProduct = createRoute({
  operationId: 'DeleteProduct',
  method: 'delete',
  path: '/api/products/{id}',
  ...staff,
  request: { params: idParam, headers: IfMatch },
  responses: {
    204: { description: 'Archived' },
    ...problemAnswers(...denied, 'not_found', 'precondition_failed'),
  },
})
