import { z } from '@hono/zod-openapi'
import { Instant, jsonAnswer, Locale, LocalizedText, Money } from '../common.ts'
import { internal } from '../operation.ts'
import { FileContent } from '../platform/file-content.ts'
import { schema } from '../schema.ts'
import { OrderStatus, RefundBasis } from './schemas.ts'

/** Whether a user has orders that are not ended: accounts asks before it deletes. */
export const countOpenOrders = internal(['accounts'], 'GET /internal/users/{userId}/open-orders', {
  request: { params: z.object({ userId: z.string() }) },
  responses: { 200: jsonAnswer({ open: z.int() }, 'Open orders') },
})

/** Whether a user had an order confirmed, cancelled since or not: for promotions of a first order. */
export const readEarlierOrder = internal(
  ['promotions'],
  'GET /internal/users/{userId}/earlier-order',
  {
    request: { params: z.object({ userId: z.string() }) },
    responses: {
      200: jsonAnswer(
        { earlier: z.object({ orderId: z.string(), orderedAt: Instant }).optional() },
        'A confirmed order, if there is any',
      ),
    },
  },
)

export const readRefundBasis = internal(
  ['payments'],
  'GET /internal/orders/{orderId}/refund-basis',
  {
    request: { params: z.object({ orderId: z.string().max(80) }) },
    responses: { 200: jsonAnswer(RefundBasis, 'The order as a refund sees it') },
    problems: ['not_found'],
  },
)

/**
 * Whom to write to about an order, and what a message shows of it: no address, since a message that needs one is about the
 * placement, whose event has it.
 */
export const OrderContact = schema('OrderContact', {
  orderId: z.string(),
  number: z.string(),
  userId: z.string(),
  /** Who had it as a guest before an account took it. */
  guestId: z.string().optional(),
  status: OrderStatus,
  /** Of the order; that of the account may be another. */
  email: z.string(),
  locale: Locale,
  /** As it was typed for the delivery. */
  phone: z.string().optional(),
  placedAt: Instant,
  total: Money,
  lines: z.array(
    z.object({ sku: z.string(), title: LocalizedText, quantity: z.int(), gross: Money }),
  ),
  /** Of parcels to the customer that have one; none of cancelled parcels, nor of the labels of returns. */
  trackingNumbers: z.array(z.string()),
})
export type OrderContact = z.infer<typeof OrderContact>

/** To whom a message about an order goes now, in which language, and what it may say of the order; whose it is, for a conversation about it. */
export const readOrderContact = internal(
  ['notifications', 'support'],
  'GET /internal/orders/{orderId}/contact',
  {
    request: { params: z.object({ orderId: z.string().max(80) }) },
    responses: { 200: jsonAnswer(OrderContact, 'The order as a message shows it') },
    problems: ['not_found'],
  },
)

/** The acknowledgement of a withdrawal as a PDF, for the mail to who declared it. */
export const readReceiptFile = internal(
  ['notifications'],
  'GET /internal/withdrawals/{withdrawalId}/receipt',
  {
    request: { params: z.object({ withdrawalId: z.string().max(80) }) },
    responses: { 200: jsonAnswer(FileContent, 'The PDF') },
    problems: ['not_found', 'document_not_ready'],
  },
)
