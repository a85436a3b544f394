import { z } from '@hono/zod-openapi'
import { jsonAnswer, jsonBody } from '../common.ts'
import { forBuyers } from '../operation.ts'
import { EditOrder, OrderEdit, PatchOrder } from './edits.ts'
import { PaymentMethod } from './schemas.ts'
import { Order, PreferHeader } from './view.ts'

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

/**
 * Applies an edit as it was previewed. What it costs is paid with `paymentMethod` first, and goods that are short end it: an
 * edit that comes to nothing leaves the order as it was. Repeated, it happens once.
 */
export const confirmOrderEdit = forBuyers(
  'ConfirmOrderEdit',
  'POST /api/orders/{orderId}/edits/{editId}/confirm',
  {
    request: {
      params: editParams,
      headers: PreferHeader.extend(IfMatch.shape),
      body: jsonBody({ paymentMethod: PaymentMethod.optional() }),
    },
    responses: { 200: jsonAnswer(Order, 'The order') },
    problems: [...usual, 'transition_refused', 'precondition_failed'],
  },
)

/** Changes where an order goes or whom its invoice is for, if that costs nothing; else it is to be previewed. */
export const patchOrder = forBuyers('ChangeOrder', 'PATCH /api/orders/{orderId}', {
  request: {
    params: orderParam,
    headers: PreferHeader.extend(IfMatch.shape),
    body: jsonBody(PatchOrder),
  },
  responses: { 200: jsonAnswer(Order, 'The order') },
  problems: previewing,
})
