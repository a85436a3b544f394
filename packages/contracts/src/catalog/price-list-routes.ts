import { z } from '@hono/zod-openapi'
import { CursorQuery, jsonAnswer, jsonBody, pageOf } from '../common.ts'
import { forStaff } from '../operation.ts'
import {
  NewPriceList,
  PriceListInput,
  PriceListStatus,
  PriceListView,
} from './price-list-schemas.ts'

const idParam = z.object({ priceListId: z.string().min(1).max(80) })
const IfMatch = z.object({ 'if-match': z.string().max(200).optional() })

/** Last made first. */
export const listPriceLists = forStaff('ListPriceLists', 'GET /api/price-lists', {
  request: { query: CursorQuery.extend({ status: PriceListStatus.optional() }) },
  responses: { 200: jsonAnswer(pageOf(PriceListView), 'Price lists') },
  problems: ['invalid_request'],
})

export const readPriceList = forStaff('GetPriceList', 'GET /api/price-lists/{priceListId}', {
  request: { params: idParam },
  responses: { 200: jsonAnswer(PriceListView, 'The price list') },
  problems: ['invalid_request', 'not_found'],
})

/** Repeating it answers the same list; another one of that id is refused. */
export const createPriceList = forStaff('CreatePriceList', 'POST /api/price-lists', {
  request: { body: jsonBody(NewPriceList) },
  responses: { 201: jsonAnswer(PriceListView, 'Created') },
  problems: ['invalid_request', 'already_exists', 'conflict'],
})

export const replacePriceList = forStaff('ReplacePriceList', 'PUT /api/price-lists/{priceListId}', {
  request: { params: idParam, headers: IfMatch, body: jsonBody(PriceListInput) },
  responses: { 200: jsonAnswer(PriceListView, 'Changed') },
  problems: ['invalid_request', 'not_found', 'conflict', 'precondition_failed'],
})

/** Archives: it prices nothing any more, and its past prices stay known. */
export const archivePriceList = forStaff(
  'ArchivePriceList',
  'DELETE /api/price-lists/{priceListId}',
  {
    request: { params: idParam, headers: IfMatch },
    responses: { 204: { description: 'Archived' } },
    problems: ['invalid_request', 'not_found', 'conflict', 'precondition_failed'],
  },
)
