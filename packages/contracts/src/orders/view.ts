import { z } from '@hono/zod-openapi'
import { Id, Instant, Locale, Money } from '../common.ts'
import { Email } from '../email.ts'
import { Shortage } from '../inventory/schemas.ts'
import { RefundedGoods } from '../payments/schemas.ts'
import { BillingAddress, PostalAddress } from '../postal/postal-address.ts'
import { RefusedPromotion } from '../promotions/schemas.ts'
import { oneOf, schema } from '../schema.ts'
import {
  ParcelLine,
  ParcelResolution,
  ShipmentPurpose,
  ShipmentStatus,
} from '../shipping/schemas.ts'
import { OrderContent, OrderEdit } from './edits.ts'
import { OrderReturn } from './return-schemas.ts'
import { VatIdInput } from './sale-tax.ts'
import { OrderSnapshot, OrderStatus, PaymentMethod, UsedPaymentMethod } from './schemas.ts'

export const OrderPaymentStatus = oneOf('OrderPaymentStatus', [
  'unpaid',
  'requires_action',
  'failed',
  'authorised',
  'paid',
  'partially_refunded',
  'refunded',
  'disputed',
  'voided',
])
export type OrderPaymentStatus = z.infer<typeof OrderPaymentStatus>

export const OrderPayment = schema('OrderPayment', {
  paymentIntentId: z.string(),
  status: OrderPaymentStatus,
  attempt: z.int().min(1),
  failureCode: z.string().optional(),
  /** Where the shopper confirms (3DS), when `requires_action`. */
  actionUrl: z.string().optional(),
  /** Until when its held money can be taken, while `authorised`. */
  authorisedUntil: Instant.optional(),
  paidAt: Instant.optional(),
  /** What was really paid with, as the provider says. */
  paidWith: UsedPaymentMethod.optional(),
  /** When all of it was back. */
  refundedAt: Instant.optional(),
  captured: Money.optional(),
  refunded: Money.optional(),
  /** On its way back. */
  refundPending: Money.optional(),
  /** Taken back by the shopper's bank, while a dispute is open or when it is lost. */
  disputed: Money.optional(),
  /** Should be back with the shopper, and is still with the shop. */
  refundOwed: Money.optional(),
  /** What goods that have left cost and nobody paid: held money was let go before it was taken. Staff ask for it by a link. */
  outstanding: Money.optional(),
  /** The last refund that failed, as long as money is owed. */
  refundFailure: z
    .object({ refundId: z.string(), failureCode: z.string(), at: Instant })
    .optional(),
  /** What staff chose for the goods, when all is refunded. */
  goods: RefundedGoods.optional(),
})
export type OrderPayment = z.infer<typeof OrderPayment>

export const ParcelEvent = schema('ParcelEvent', {
  at: Instant,
  code: z.string(),
  status: ShipmentStatus,
  location: z.string().optional(),
})

export const Parcel = schema('Parcel', {
  shipmentId: z.string(),
  trackingNumber: z.string().optional(),
  status: ShipmentStatus,
  handedOverAt: Instant.optional(),
  deliveredAt: Instant.optional(),
  events: z.array(ParcelEvent),
  /** What is in it; parcels from before it was told have none. */
  lines: z.array(ParcelLine).optional(),
  /** Without it, the first shipment of the order. */
  purpose: ShipmentPurpose.optional(),
  /** What follows when it does not arrive. */
  resolution: ParcelResolution.optional(),
})
export type Parcel = z.infer<typeof Parcel>

export const OrderInvoice = schema('OrderInvoice', {
  invoiceId: z.string(),
  number: z.string().optional(),
  pdfReady: z.boolean(),
  /** The last credit note. */
  creditNoteId: z.string().optional(),
  creditNoteNumber: z.string().optional(),
  creditNotes: z
    .array(z.object({ creditNoteId: z.string(), number: z.string(), total: Money }))
    .optional(),
})

/** The three facts that make a confirmed order `processing`. */
export const OrderFulfilment = schema('OrderFulfilment', {
  stockCommittedAt: Instant.optional(),
  shipmentCreatedAt: Instant.optional(),
  invoiceIssuedAt: Instant.optional(),
  /** Set when staff were told that fulfilment is late. */
  lateSince: Instant.optional(),
})

export const OrderCancellation = schema('OrderCancellation', {
  /**
   * `refund_pending`, `refund_failed`: the order is cancelled, and its money is not back yet, or could not be given
   * back; staff then refund it anew. `done` comes when the money is back.
   */
  status: z.enum(['requested', 'refused', 'refund_pending', 'refund_failed', 'done']),
  /** False: the goods are written off, they do not go back on sale. */
  restock: z.boolean().optional(),
  by: z.enum(['customer', 'staff', 'system']),
  reason: z.string(),
  at: Instant,
})
export type OrderCancellation = z.infer<typeof OrderCancellation>

/** One line of the order's history; `id` counts from 1 and is the id of the live stream's events. */
export const HistoryEntry = schema('HistoryEntry', {
  id: z.int().min(1),
  at: Instant,
  type: z.string(),
  status: OrderStatus,
  by: z.enum(['customer', 'staff', 'system']),
  detail: z.string().optional(),
})
export type HistoryEntry = z.infer<typeof HistoryEntry>

export const Order = OrderSnapshot.extend({
  status: OrderStatus,
  statusSince: Instant,
  /** Where the order may go from here. */
  allowedTransitions: z.array(OrderStatus),
  paymentStatus: OrderPaymentStatus,
  fulfilmentStatus: z.enum([
    ...['unfulfilled', 'preparing', 'partially_shipped', 'shipped'],
    ...['partially_delivered', 'delivered', 'cancelled'],
    ...['partially_returned', 'returned'],
  ] as const),
  payment: OrderPayment,
  fulfilment: OrderFulfilment,
  parcels: z.array(Parcel),
  invoice: OrderInvoice,
  cancellation: OrderCancellation.optional(),
  returns: z.array(OrderReturn).optional(),
  /** Why a rejected, expired or cancelled order ended. */
  ending: z
    .object({
      reason: z.string(),
      shortages: z.array(Shortage).optional(),
      refusedPromotions: z.array(RefusedPromotion).optional(),
    })
    .optional(),
  confirmedAt: Instant.optional(),
  termsAcceptedAt: Instant.optional(),
  history: z.array(HistoryEntry),
  /** How often its content changed; 1 as it was placed. */
  revision: z.int().min(1),
  /** What was bought first, once an edit changed it. */
  placed: OrderContent.optional(),
  /** Previewed, applied and failed edits, oldest first. */
  edits: z.array(OrderEdit).optional(),
  version: z.int(),
}).openapi('Order')
export type Order = z.infer<typeof Order>

/** A line of a list of orders. */
export const OrderOverview = Order.pick({
  orderId: true,
  number: true,
  userId: true,
  status: true,
  paymentStatus: true,
  fulfilmentStatus: true,
  placedAt: true,
  totals: true,
})
  .extend({ itemCount: z.int() })
  .openapi('OrderOverview')
export type OrderOverview = z.infer<typeof OrderOverview>

export const PlaceOrder = schema('PlaceOrder', {
  cartId: Id,
  shippingAddress: PostalAddress,
  billingAddress: BillingAddress.optional(),
  paymentMethod: PaymentMethod,
  /** Of a guest, who has no account; a signed-in user's is the one of the account. */
  email: Email.optional(),
  shippingOptionId: z.string().min(1).max(80),
  /** Where the parcel waits, when the option brings it to a pickup point; the phone of the address is needed then. */
  pickupPointId: z.string().min(1).max(60).optional(),
  /** The grand total that the shopper saw; another one is refused with both. Left out, today's is accepted, whatever it is. */
  expectedTotal: Money.optional(),
  /** Of a business: checked, and with it no VAT is charged in another member state; the same as in the quote. */
  vatId: VatIdInput.optional(),
  acceptTerms: z.literal(true).optional(),
  locale: Locale.default('fr'),
})
export type PlaceOrder = z.infer<typeof PlaceOrder>

export const OrderTracking = schema('OrderTracking', {
  orderId: z.string(),
  number: z.string(),
  status: OrderStatus,
  timeline: z.array(HistoryEntry),
  parcels: z.array(Parcel),
})
export type OrderTracking = z.infer<typeof OrderTracking>

/** `Prefer: wait=10` answers once the order is decided, or after ten seconds. */
export const PreferHeader = z.object({
  prefer: z.string().max(100).optional().openapi({ example: 'wait=10' }),
})
