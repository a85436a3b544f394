import { z } from '@hono/zod-openapi'
import { IdempotencyHeader, jsonAnswer, jsonBody } from '../common.ts'
import { forStaff } from '../operation.ts'
import { requiredText } from '../schema.ts'
import { ExportQuery, OrderStaffFacts, OrderTags } from './staff-schemas.ts'

/** The version of the order that the caller saw. */
const IfMatch = z.object({ 'if-match': z.string().max(200).optional() })

const orderParam = z.object({ orderId: z.string().max(80) })
const facts = { 200: jsonAnswer(OrderStaffFacts, 'What staff wrote on the order') }
const problems = ['invalid_request', 'not_found'] as const

/** The orders that a search finds, as a file for a spreadsheet: UTF-8 with a byte order mark, one line each. */
export const exportOrders = forStaff('ExportOrders', 'GET /api/orders/export', {
  request: { query: ExportQuery },
  responses: {
    200: {
      description: 'The orders, streamed',
      content: { 'text/csv': { schema: z.string() } },
    },
  },
  problems: ['invalid_request', 'dependency_unavailable'],
})

/** Tags and notes, which customers never see. */
export const readOrderStaffFacts = forStaff(
  'GetOrderStaffFacts',
  'GET /api/orders/{orderId}/staff',
  {
    request: { params: orderParam },
    responses: facts,
    problems,
  },
)

/** Writes a note on an order, once per key; notes are never changed. */
export const addOrderNote = forStaff('AddOrderNote', 'POST /api/orders/{orderId}/notes', {
  request: {
    params: orderParam,
    headers: IdempotencyHeader,
    body: jsonBody({ text: requiredText(2_000) }),
  },
  responses: facts,
  problems: [...problems, 'conflict'],
})

/** Sets the tags of an order: what is not in the list is taken off. With `If-Match`, only if nothing changed the order since. */
export const setOrderTags = forStaff('SetOrderTags', 'PUT /api/orders/{orderId}/tags', {
  request: { params: orderParam, headers: IfMatch, body: jsonBody({ tags: OrderTags }) },
  responses: facts,
  problems: [...problems, 'precondition_failed'],
})
