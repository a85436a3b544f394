import { z } from '@hono/zod-openapi'
import { GuestToken } from '../accounts/schemas.ts'
import { Id, jsonAnswer, jsonBody } from '../common.ts'
import { Email } from '../email.ts'
import { forAnyone, forStaff, forUsers, internal } from '../operation.ts'
import { GuestAccess, OrderToken } from './guest-schemas.ts'
import { Order } from './view.ts'

const orderParam = z.object({ orderId: z.string().max(80) })

/** An access token of one order, for fifteen minutes at most. Every wrong token is the same answer. */
export const openGuestOrder = forAnyone('OpenGuestOrder', 'POST /api/orders/guest-sessions', {
  request: { body: jsonBody({ orderId: z.string().max(80), orderToken: OrderToken }) },
  responses: { 200: jsonAnswer(GuestToken, 'The token') },
  problems: ['invalid_request', 'invalid_token', 'dependency_unavailable'],
})

/**
 * Asks for a link to the order of a guest. The answer is the same whether there is such an order or not. The link is sent to
 * the email of the order; it is in the answer in trials only, where an unknown order gets a link that opens nothing.
 */
export const lookUpOrder = forAnyone('LookUpOrder', 'POST /api/orders/lookup', {
  request: { body: jsonBody({ number: z.string().trim().min(1).max(40), email: Email }) },
  responses: { 202: jsonAnswer({ link: z.string().optional() }, 'Asked for') },
  problems: ['invalid_request', 'rate_limited'],
})

/** Exchanges a link, once, for what opens its order. A POST: what fetches the links of a mail does not use them up. */
export const openOrderLink = forAnyone('OpenOrderLink', 'POST /api/orders/links', {
  request: { body: jsonBody({ link: z.string().min(1).max(300) }) },
  responses: { 200: jsonAnswer(GuestAccess, 'What opens the order') },
  problems: ['invalid_request', 'invalid_token'],
})

/** Brings the order of a guest into the signed-in user's account; repeating it answers the order. Its tokens end with it. */
export const attachOrder = forUsers('AttachOrder', 'POST /api/orders/{orderId}/attach', {
  request: { params: orderParam, body: jsonBody({ orderToken: OrderToken }) },
  responses: { 200: jsonAnswer(Order, 'The order') },
  problems: ['invalid_request', 'not_found'],
})

/**
 * Staff: takes the person out of the guest orders of an email, everywhere; those that are open when they end. What was wished for, said to
 * support and written to the email without an account goes, too. Repeating it is no error.
 */
export const eraseGuestOrders = forStaff('EraseGuestOrders', 'POST /api/orders/erasures', {
  request: { body: jsonBody({ email: Email }) },
  responses: { 202: jsonAnswer({ orders: z.int() }, 'How many orders lose the person') },
  problems: ['invalid_request', 'dependency_unavailable'],
})

/**
 * Makes the link that `OrderLinkRequested` asks for: who sends it gets it here, since no event carries a secret. Asked again, as
 * after a crash before it was sent, it makes another one, and the one before opens nothing any more.
 */
export const makeOrderLink = internal(
  ['notifications'],
  'PUT /internal/orders/{orderId}/links/{linkId}',
  {
    request: { params: z.object({ orderId: Id, linkId: Id }) },
    responses: { 200: jsonAnswer({ link: z.string(), email: z.string() }, 'The link') },
    problems: ['not_found'],
  },
)
