import { z } from '@hono/zod-openapi'
import {
  CursorQuery,
  forRoles,
  IdempotencyHeader,
  jsonAnswer,
  jsonBody,
  pageOf,
} from '../../common.ts'
import { operationsFor } from '../../operation.ts'
import { Order, PreferHeader } from '../view.ts'
import { DraftContent, DraftOverview, OrderDraft, PlaceDraft } from './draft-schemas.ts'
import { PaymentLink } from './payment-link-schemas.ts'

const forSellers = operationsFor(forRoles('support', 'staff', 'admin'))
const draftParam = z.object({ draftId: z.string().max(80) })
/** The version of the draft that the caller saw. */
const IfMatch = z.object({ 'if-match': z.string().max(200).optional() })
const aDraft = jsonAnswer(OrderDraft, 'The draft, with what it comes to now')
const usual = ['invalid_request', 'not_found', 'dependency_unavailable'] as const

/** Begins an order for a customer. Agreed prices are for staff and admins, and want a reason. */
export const createOrderDraft = forSellers('CreateOrderDraft', 'POST /api/order-drafts', {
  request: { headers: IdempotencyHeader, body: jsonBody(DraftContent) },
  responses: { 201: aDraft },
  problems: [
    'invalid_request',
    'forbidden',
    'request_running',
    'idempotency_key_reused',
    'dependency_unavailable',
  ],
})

/** Drafts that are not placed, last changed first. */
export const listOrderDrafts = forSellers('ListOrderDrafts', 'GET /api/order-drafts', {
  request: { query: CursorQuery },
  responses: { 200: jsonAnswer(pageOf(DraftOverview), 'Drafts') },
  problems: ['invalid_request'],
})

export const readOrderDraft = forSellers('GetOrderDraft', 'GET /api/order-drafts/{draftId}', {
  request: { params: draftParam },
  responses: { 200: aDraft },
  problems: usual,
})

/** Replaces all that the draft is made of. */
export const putOrderDraft = forSellers('PutOrderDraft', 'PUT /api/order-drafts/{draftId}', {
  request: { params: draftParam, headers: IfMatch, body: jsonBody(DraftContent) },
  responses: { 200: aDraft },
  problems: [...usual, 'forbidden', 'transition_refused', 'precondition_failed'],
})

/** Deletes the draft for good. Its order, once placed, is cancelled instead. */
export const deleteOrderDraft = forSellers(
  'DeleteOrderDraft',
  'DELETE /api/order-drafts/{draftId}',
  {
    request: { params: draftParam },
    responses: { 204: { description: 'The draft is gone' } },
    problems: ['invalid_request', 'not_found', 'transition_refused'],
  },
)

/**
 * Places the order of a draft by today's prices, stock, promotions and taxes, once, however often it is asked. It waits for its
 * payment by a link, which is in the answer, or by a bank transfer with its reference.
 */
export const placeOrderDraft = forSellers(
  'PlaceOrderDraft',
  'POST /api/order-drafts/{draftId}/place',
  {
    request: {
      params: draftParam,
      headers: IfMatch.extend(PreferHeader.shape),
      body: jsonBody(PlaceDraft),
    },
    responses: {
      201: jsonAnswer({ order: Order, paymentLink: PaymentLink.optional() }, 'The order'),
    },
    problems: [
      ...usual,
      'account_suspended',
      'cart_not_orderable',
      'conflict',
      'out_of_stock',
      'code_refused',
      'totals_changed',
      'transition_refused',
      'precondition_failed',
      'no_shipping_option',
      'overloaded',
    ],
  },
)
