import { z } from '@hono/zod-openapi'
import { ForeignId, jsonAnswer, jsonBody, queryPrefixes } from '../common.ts'
import { forStaff, forVisitors } from '../operation.ts'
import { ProductPrices } from './price-list-schemas.ts'
import { ProductInput, ProductPage, ProductQuery, ProductSummary, ProductView } from './schemas.ts'

const notModified = { 304: { description: 'Not modified' } }
const idParam = z.object({ id: z.string().min(1).max(120).openapi({ description: 'Id or slug' }) })
const IfMatch = z.object({ 'if-match': z.string().max(200).optional() })
const IfNoneMatch = z.object({ 'if-none-match': z.string().max(500).optional() })

const list = {
  ...queryPrefixes('attr.'),
  request: { query: ProductQuery, headers: IfNoneMatch },
  responses: { 200: jsonAnswer(ProductPage, 'Products'), ...notModified },
  problems: ['invalid_request', 'unauthenticated', 'forbidden'],
} as const

export const listProducts = forVisitors('ListProducts', 'GET /api/products', list)

/** The same engine as the list: `q` searches, without it everything is listed. */
export const searchProducts = forVisitors('SearchProducts', 'GET /api/search', list)

export const readProduct = forVisitors('GetProduct', 'GET /api/products/{id}', {
  request: { params: idParam, headers: IfNoneMatch },
  responses: { 200: jsonAnswer(ProductView, 'The product'), ...notModified },
  problems: ['invalid_request', 'not_found'],
})

/** What a shopper of this product may like: what has rare things in common with it (category, brand, attributes), in stock first. */
export const listRelatedProducts = forVisitors(
  'ListRelatedProducts',
  'GET /api/products/{id}/related',
  {
    request: {
      params: idParam,
      query: z.object({ limit: z.coerce.number().int().min(1).max(24).default(8) }),
      headers: IfNoneMatch,
    },
    responses: {
      200: jsonAnswer({ items: z.array(ProductSummary) }, 'Products, the most alike first'),
      ...notModified,
    },
    problems: ['invalid_request', 'not_found'],
  },
)

/** What the shopper who asks pays: by their state and tags when signed in, and by how many they buy. */
export const readProductPrices = forVisitors('GetProductPrices', 'GET /api/products/{id}/prices', {
  request: { params: idParam },
  responses: { 200: jsonAnswer(ProductPrices, 'The prices of its variants') },
  problems: ['invalid_request', 'not_found'],
})

export const createProduct = forStaff('CreateProduct', 'POST /api/products', {
  request: { body: jsonBody(ProductInput) },
  responses: { 201: jsonAnswer(ProductView, 'Created') },
  problems: ['invalid_request', 'already_exists', 'dependency_unavailable'],
})

export const replaceProduct = forStaff('ReplaceProduct', 'PUT /api/products/{id}', {
  request: { params: idParam, headers: IfMatch, body: jsonBody(ProductInput) },
  responses: { 200: jsonAnswer(ProductView, 'Changed') },
  problems: [
    'invalid_request',
    'not_found',
    'already_exists',
    'dependency_unavailable',
    'conflict',
    'transition_refused',
    'precondition_failed',
  ],
})

/** The whole catalogue as a CSV file, one line for each variant: importing it again changes nothing. Stock is not in it. */
export const exportProducts = forStaff('ExportProducts', 'GET /api/products/export', {
  responses: {
    200: {
      description: 'UTF-8 with a byte order mark, streamed',
      content: { 'text/csv': { schema: z.string() } },
    },
  },
})

/** Staff: the product of another system's id, in any state. */
export const readProductByExternalId = forStaff(
  'GetProductByExternalId',
  'GET /api/products/by-external-id/{externalId}',
  {
    request: { params: z.object({ externalId: ForeignId }) },
    responses: { 200: jsonAnswer(ProductView, 'The product') },
    problems: ['invalid_request', 'not_found'],
  },
)

/** Creates or changes the product of another system's id; an equal one changes nothing and says so. */
export const putProductByExternalId = forStaff(
  'PutProductByExternalId',
  'PUT /api/products/by-external-id/{externalId}',
  {
    request: { params: z.object({ externalId: ForeignId }), body: jsonBody(ProductInput) },
    responses: {
      200: jsonAnswer(
        {
          productId: z.string(),
          version: z.int(),
          outcome: z.enum(['created', 'updated', 'unchanged']),
        },
        'What was done',
      ),
    },
    problems: [
      'invalid_request',
      'already_exists',
      'conflict',
      'transition_refused',
      'dependency_unavailable',
    ],
  },
)

/** Archives: orders and carts that name the product keep their copy. */
export const deleteProduct = forStaff('DeleteProduct', 'DELETE /api/products/{id}', {
  request: { params: idParam, headers: IfMatch },
  responses: { 204: { description: 'Archived' } },
  problems: ['invalid_request', 'not_found', 'precondition_failed'],
})
