import { z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody } from '../common.ts'
import { forBuyers } from '../operation.ts'
import { EditOrder, OrderEdit } from './edits.ts'

const orderParam = z.object({ orderId: z.string().max(80) })
const editParams = orderParam.extend({ editId: z.string().max(80) })
/** The version of the order that the caller saw. */
const IfMatch = z.object({ 'if-match': z.string().max(200).optional() })
const usual = ['invalid_request', 'not_found'] as const
const previewing = [
  ...usual,
  'transition_refused',
  'conflict',
  'precondition_failed',
  'out_of_stock',
  'totals_changed',
  'no_shipping_option',
  'dependency_unavailable',
] as const

/**
 * What an order would be with other goods, another address or another shipping option, and what that costs or gives back.
 * Nothing happens until the edit is confirmed; a later preview replaces it.
 */
export const previewOrderEdit = forBuyers('PreviewOrderEdit', 'POST /api/orders/{orderId}/edits', {
  request: { params: orderParam, headers: IfMatch, body: jsonBody(EditOrder) },
  responses: { 201: jsonAnswer(OrderEdit, 'The preview') },
  problems: previewing,
})

export const readOrderEdit = forBuyers('GetOrderEdit', 'GET /api/orders/{orderId}/edits/{editId}', {
  request: { params: editParams },
  responses: { 200: jsonAnswer(OrderEdit, 'The edit') },
  problems: usual,
})

/** Takes a preview back; an edit that was confirmed stays. */
export const withdrawOrderEdit = forBuyers(
  'WithdrawOrderEdit',
  'DELETE /api/orders/{orderId}/edits/{editId}',
  {
    request: { params: editParams },
    responses: { 204: { description: 'The preview is gone' } },
    problems: [...usual, 'transition_refused'],
  },
)
