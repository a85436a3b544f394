import { z } from '@hono/zod-openapi'
import { Id, jsonAnswer } from '../common.ts'
import { internal } from '../operation.ts'
import { AccountSummary, GuestToken } from './schemas.ts'

export const readAccountSummary = internal(
  ['carts', 'catalog', 'orders'],
  'GET /internal/accounts/{userId}',
  {
    request: { params: z.object({ userId: z.string() }) },
    responses: { 200: jsonAnswer(AccountSummary, 'The account') },
    problems: ['not_found'],
  },
)

const ofOrder = { params: z.object({ orderId: Id }) }

/** Signs a token of one order. That its bearer may have it is for orders to know. */
export const issueGuestToken = internal(['orders'], 'POST /internal/guests/{orderId}/tokens', {
  request: ofOrder,
  responses: { 200: jsonAnswer(GuestToken, 'The token') },
})

/** Tells every service to erase the guest of an order, as if an account was deleted; once, however often it is asked. */
export const eraseGuest = internal(['orders'], 'PUT /internal/guests/{orderId}/erasure', {
  request: ofOrder,
  responses: { 204: { description: 'It is told' } },
})
