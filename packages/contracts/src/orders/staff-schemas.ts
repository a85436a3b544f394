import { z } from '@hono/zod-openapi'
import { Instant, Locale, MomentQuery, Money, QueryFlag } from '../common.ts'
import { toEmail } from '../email.ts'
import { oneOf, requiredText, schema } from '../schema.ts'
import { OrderStatus } from './schemas.ts'
import { Order, OrderPaymentStatus } from './view.ts'

/** By what staff group orders: `fragile`, `gift`. A customer never sees them. */
export const OrderTag = requiredText(40)
  .transform((text) => text.toLowerCase().normalize('NFC'))
  .openapi({ example: 'gift' })
export const OrderTags = z.array(OrderTag).max(20).openapi('OrderTags')

/** What staff wrote on an order, oldest first. It only grows; of a deleted person, texts are erased. */
export const OrderStaffEntry = schema('OrderStaffEntry', {
  id: z.string(),
  at: Instant,
  /** The member of staff. */
  by: z.string(),
  type: oneOf('OrderStaffEntryType', ['note', 'tags']),
  text: z.string().optional(),
  added: z.array(z.string()).optional(),
  removed: z.array(z.string()).optional(),
})

export const OrderAgreement = schema('OrderAgreement', {
  reason: z.string(),
  by: z.string(),
  discountBps: z.int().optional(),
  lines: z.array(z.object({ sku: z.string(), listPrice: Money, agreedPrice: Money })),
})

/** What an order has for staff alone. */
export const OrderStaffFacts = schema('OrderStaffFacts', {
  orderId: z.string(),
  /** Of the order, for `If-Match`. */
  version: z.int(),
  tags: z.array(z.string()),
  entries: z.array(OrderStaffEntry),
  /** Of an order that staff placed for its customer: who, and from which draft. */
  origin: z.object({ draftId: z.string(), createdBy: z.string(), placedBy: z.string() }).optional(),
  /** What was agreed about its prices, by whom and why; the prices are those of the catalogue. */
  agreement: OrderAgreement.optional(),
})
export type OrderStaffFacts = z.infer<typeof OrderStaffFacts>

export const OrderSort = oneOf('OrderSort', ['-placedAt', 'placedAt', '-total', 'total', 'number'])
export type OrderSort = z.infer<typeof OrderSort>

const emailQuery = z.string().trim().max(320)
const amount = z.coerce.number().int().min(0)

/** What orders are searched by. Beside `status`, `from`, `to` and `q` as a number or an id, it is for staff. */
export const orderFilters = {
  status: OrderStatus.optional(),
  /** Staff: orders of this user, or of a guest (`gst_…`). */
  userId: z.string().max(80).optional(),
  from: MomentQuery.optional(),
  to: MomentQuery.optional(),
  /** An order number or id; for staff words of number, email, names, city, goods and tracking numbers too. */
  q: z.string().trim().max(80).optional(),
  paymentStatus: OrderPaymentStatus.optional(),
  fulfilmentStatus: Order.shape.fulfilmentStatus.optional(),
  /** Of the grand total, in minor units. */
  minTotal: amount.optional(),
  maxTotal: amount.optional(),
  carrier: z.string().max(40).optional(),
  email: emailQuery.transform((text) => toEmail(text) ?? text).optional(),
  tag: z.string().trim().max(40).toLowerCase().optional(),
  sort: OrderSort.optional(),
} as const
export const OrderFilters = z.object(orderFilters)
export type OrderFilters = z.infer<typeof OrderFilters>

export const totalsFlag = QueryFlag.optional()

/** All that a search finds, on whatever page: how many, and their grand totals by currency. */
export const OrderSums = schema('OrderSums', { count: z.int(), amounts: z.array(Money) })

export const ExportQuery = OrderFilters.extend({
  /** Of the names of the columns and the form of numbers: `fr` for a French spreadsheet, with `;`. */
  locale: Locale.default('fr'),
})
