import { z } from '@hono/zod-openapi'
import { Instant, Money, Sku } from '../common.ts'
import { limits } from '../limits.ts'
import { BillingAddress, PostalAddress } from '../postal/postal-address.ts'
import { oneOf, schema } from '../schema.ts'
import { OrderSnapshot } from './schemas.ts'

/** How many of a SKU the order is to have afterwards: 0 takes it out; a SKU that the order lacks is added. */
const EditedQuantity = schema('EditedQuantity', {
  sku: Sku,
  quantity: z.int().min(0).max(limits.quantity),
})

const changes = {
  lines: z.array(EditedQuantity).min(1).max(limits.lines).optional(),
  shippingAddress: PostalAddress.optional(),
  billingAddress: BillingAddress.optional(),
  shippingOptionId: z.string().min(1).max(80).optional(),
}

/** What is to be different about an order; what is left out stays. */
export const EditOrder = schema('EditOrder', changes)
export type EditOrder = z.infer<typeof EditOrder>

/** What may change without a preview: where it goes, and whom the invoice is for. */
export const PatchOrder = EditOrder.pick({ shippingAddress: true, billingAddress: true }).openapi(
  'ChangeOrder',
)

/** What an order buys and where it goes: the part that edits change. */
export const OrderContent = OrderSnapshot.pick({
  lines: true,
  shippingLine: true,
  totals: true,
  promotions: true,
  tax: true,
  billingAddress: true,
  shippingAddress: true,
}).openapi('OrderContent')
export type OrderContent = z.infer<typeof OrderContent>

/**
 * `previewed` waits for its confirmation. `applying` holds the order: no other edit and no cancel begins. `awaiting_payment`
 * waits for the rest of the price; a cancel ends it. `failed`: the order is as before.
 */
export const EditStatus = oneOf('EditStatus', [
  'previewed',
  'applying',
  'awaiting_payment',
  'applied',
  'failed',
  'expired',
])
export type EditStatus = z.infer<typeof EditStatus>

export const OrderEdit = schema('OrderEdit', {
  editId: z.string(),
  status: EditStatus,
  changes: EditOrder,
  /** The order as it would be, or is, with this edit. */
  preview: OrderContent,
  /** What is to be paid beside (above zero), or goes back (below). */
  difference: Money,
  /** The revision of the order that it was made for; it cannot be confirmed for another one. */
  revision: z.int().min(1),
  by: z.enum(['customer', 'staff']),
  createdAt: Instant,
  /** Until when a preview may be confirmed: its prices are today's. */
  expiresAt: Instant,
  confirmedAt: Instant.optional(),
  endedAt: Instant.optional(),
  /** Why it failed. */
  reason: z.string().optional(),
  /** Of the extra payment, when something is to be paid. */
  payment: z
    .object({
      paymentIntentId: z.string(),
      status: z.string(),
      actionUrl: z.string().optional(),
      failureCode: z.string().optional(),
      /** Until when its money can be taken, while that is held. */
      authorisedUntil: Instant.optional(),
    })
    .optional(),
  /** Of what goes back. */
  refunds: z.array(z.object({ refundId: z.string(), amount: Money })).optional(),
})
export type OrderEdit = z.infer<typeof OrderEdit>
