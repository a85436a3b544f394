import { z } from '@hono/zod-openapi'
import { Id, IdempotencyHeader, jsonAnswer, jsonBody } from '../../common.ts'
import { forAnyone, forStaff, internal } from '../../operation.ts'
import { PaymentMethod } from '../schemas.ts'
import { PreferHeader } from '../view.ts'
import { LinkedPayment, PaymentLink } from './payment-link-schemas.ts'

const linkText = z.string().min(1).max(300)

/**
 * A link to the payment of an order that waits for it, or to what is `outstanding` of one that has left. Repeated with its key, it is
 * the same one.
 */
export const createPaymentLink = forStaff(
  'CreatePaymentLink',
  'POST /api/orders/{orderId}/payment-links',
  {
    request: { params: z.object({ orderId: z.string().max(80) }), headers: IdempotencyHeader },
    responses: { 201: jsonAnswer(PaymentLink, 'The link') },
    problems: ['invalid_request', 'not_found', 'transition_refused'],
  },
)

/** What a link asks to pay; it may be opened again and again. Every link that is not valid is the same refusal. */
export const openPaymentLink = forAnyone('OpenPaymentLink', 'POST /api/payment-links', {
  request: { body: jsonBody({ link: linkText }) },
  responses: { 200: jsonAnswer(LinkedPayment, 'The payment') },
  problems: ['invalid_request', 'invalid_token', 'rate_limited'],
})

/** Pays the order of a link. The order that staff placed becomes a contract here: its terms are to be accepted. */
export const payByLink = forAnyone('PayByLink', 'POST /api/payment-links/payments', {
  request: {
    headers: IdempotencyHeader.extend(PreferHeader.shape),
    body: jsonBody({ link: linkText, paymentMethod: PaymentMethod, acceptTerms: z.literal(true) }),
  },
  responses: { 200: jsonAnswer(LinkedPayment, 'The payment after the attempt') },
  problems: [
    'invalid_request',
    'invalid_token',
    'transition_refused',
    'request_running',
    'idempotency_key_reused',
    'rate_limited',
    'dependency_unavailable',
  ],
})

/** The link that `PaymentLinkCreated` tells of: who sends it asks for it here, since no event carries a secret. */
export const readPaymentLink = internal(
  ['notifications'],
  'GET /internal/orders/{orderId}/payment-links/{linkId}',
  {
    request: { params: z.object({ orderId: Id, linkId: Id }) },
    responses: {
      200: jsonAnswer(PaymentLink.extend({ email: z.string() }), 'The link'),
    },
    problems: ['not_found'],
  },
)
