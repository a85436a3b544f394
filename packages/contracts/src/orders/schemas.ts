import { z } from '@hono/zod-openapi'
import { priceFacts } from '../catalog/price-list-schemas.ts'
import { WithdrawalExclusion } from '../catalog/withdrawal-exclusion.ts'
import { Address, Instant, Locale, LocalizedText, Money, Quantity, Sku } from '../common.ts'
import { AppliedPromotion, Discount } from '../promotions/schemas.ts'
import { oneOf, schema } from '../schema.ts'
import { PickupPlace } from '../shipping/pickup-schemas.ts'
import { DeliveryWindow } from '../shipping/schemas.ts'
import { SaleTax } from './sale-tax.ts'

/** The states of an order, in their usual order; the allowed transitions are a table in the orders service. */
export const OrderStatus = oneOf('OrderStatus', [
  'pending',
  'awaiting_payment',
  'confirmed',
  'processing',
  'partially_shipped',
  'shipped',
  'partially_delivered',
  'delivered',
  'completed',
  'rejected',
  'expired',
  'cancelled',
])
export type OrderStatus = z.infer<typeof OrderStatus>

/** In which the order saga works on the order. */
export const sagaStatuses: ReadonlySet<OrderStatus> = new Set([
  'pending',
  'awaiting_payment',
  'confirmed',
])

/** A gross amount with its VAT taken out; the rate in basis points (2000 = 20 %). */
const taxed = { vatRateBps: z.int().min(0), gross: Money, net: Money, vat: Money }

/** A line as bought: later catalogue edits never change it. Amounts are what is paid: after discounts, VAT included. */
export const OrderLine = schema('OrderLine', {
  sku: Sku,
  productId: z.string(),
  title: LocalizedText,
  quantity: Quantity,
  unitPrice: Money,
  ...priceFacts,
  taxClass: z.string(),
  ...taxed,
  /** What promotions took off: unit price × quantity is `gross` and these together. */
  discounts: z.array(Discount).optional(),
  weightGrams: z.int().min(0),
  /** Why a consumer cannot withdraw from it, as it was placed. */
  withdrawalExclusion: WithdrawalExclusion.optional(),
  /** Who sells it; the shop itself where there is none. */
  vendorId: z.string().optional(),
  /** What the shop keeps of it, in basis points, as it was placed. Events carry it; no answer about an order shows it. */
  commissionBps: z.int().optional(),
})
export type OrderLine = z.infer<typeof OrderLine>

/** What an order that left sold, for whoever keeps the books of vendors. */
export const SoldGoods = schema('SoldGoods', {
  /** What the order costs, with its delivery. */
  total: Money,
  lines: z.array(
    OrderLine.pick({
      sku: true,
      quantity: true,
      gross: true,
      net: true,
      vendorId: true,
      commissionBps: true,
    }),
  ),
})
export type SoldGoods = z.infer<typeof SoldGoods>

export const ShippingLine = schema('ShippingLine', {
  optionId: z.string(),
  /** Orders placed before it was kept have none. */
  carrierCode: z.string().optional(),
  name: LocalizedText,
  ...taxed,
  /** Of a dearer choice: what the cheapest standard delivery would have cost. */
  standardPrice: Money.optional(),
  discounts: z.array(Discount).optional(),
  /** When it was to arrive, as it was placed. */
  delivery: DeliveryWindow.pick({ from: true, to: true }).optional(),
  /** Where the parcel waits, when the buyer chose a pickup point. */
  pickupPoint: PickupPlace.optional(),
})
export type ShippingLine = z.infer<typeof ShippingLine>

export const VatLine = schema('VatLine', {
  vatRateBps: z.int().min(0),
  net: Money,
  vat: Money,
  gross: Money,
})
export type VatLine = z.infer<typeof VatLine>

/**
 * Totals in gross prices: grand total = lines - their discount + shipping; VAT is carved out per line of what is paid, and
 * summed per rate.
 */
export const Totals = schema('Totals', {
  /** Before discounts. */
  itemsSubtotal: Money,
  itemsDiscount: Money.optional(),
  /** After its discount. */
  shipping: Money,
  shippingDiscount: Money.optional(),
  vatByRate: z.array(VatLine),
  vatTotal: Money,
  grandTotal: Money,
})
export type Totals = z.infer<typeof Totals>

export const PaymentMethod = schema('PaymentMethod', {
  provider: z.enum(['stripe', 'paypal']).default('stripe'),
  /**
   * The provider's token of the shopper's method; never card data. A shop has no method of its own to fall back on. Of
   * PayPal, which asks its payer itself: the payment source, `paypal`.
   */
  token: z.string().regex(/^[A-Za-z]\w{0,99}$/),
})
export type PaymentMethod = z.infer<typeof PaymentMethod>

/** Stands in an order for the method of payment that its customer has yet to name. */
export const awaitedMethod = { provider: 'stripe', token: 'awaited' } as const

/** Where customers send bank transfers to. */
export const TransferTarget = schema('TransferTarget', {
  holder: z.string(),
  /** In groups of four, as people read it. */
  iban: z.string(),
  bic: z.string().optional(),
})
export type TransferTarget = z.infer<typeof TransferTarget>

/**
 * How an order is paid that was placed without a method of payment: by a link that its customer opens, or by a bank transfer. It is
 * held until `dueAt`.
 */
export const PaymentTerms = schema('PaymentTerms', {
  kind: oneOf('PaymentTermsKind', ['link', 'transfer']),
  dueAt: Instant,
  /** What the customer writes on a transfer: the number of the order. */
  reference: z.string().optional(),
  /** The shop's account as the order was placed; orders of before named none. */
  account: TransferTarget.optional(),
})
export type PaymentTerms = z.infer<typeof PaymentTerms>

/** What was really paid with, as the provider says; of a card only its brand and last four digits. */
export const UsedPaymentMethod = schema('UsedPaymentMethod', {
  /** The provider's kind, for example `card` or `sepa_debit`. */
  type: z.string(),
  /** Of a card, for example `visa` or `mastercard`. */
  brand: z.string().optional(),
  last4: z.string().optional(),
  /** Where the card came from, for example `apple_pay`. */
  wallet: z.string().optional(),
})
export type UsedPaymentMethod = z.infer<typeof UsedPaymentMethod>

/** Everything that was bought, by whom and where it goes: the full details that OrderCreated carries. */
export const OrderSnapshot = schema('OrderSnapshot', {
  orderId: z.string(),
  number: z.string(),
  cartId: z.string(),
  userId: z.string(),
  email: z.string(),
  locale: Locale,
  currency: z.string(),
  lines: z.array(OrderLine),
  shippingLine: ShippingLine,
  totals: Totals,
  /** What it was reduced by, each of which it redeems. */
  promotions: z.array(AppliedPromotion).optional(),
  billingAddress: Address,
  shippingAddress: Address,
  paymentMethod: PaymentMethod,
  /** Without them, the method of payment was named as the order was placed. */
  paymentTerms: PaymentTerms.optional(),
  placedAt: Instant,
  /** The decision about VAT; orders placed before there was one have none, and French VAT. */
  tax: SaleTax.optional(),
})
export type OrderSnapshot = z.infer<typeof OrderSnapshot>

/** What a refund has to know of an order: whether its goods are still here, and the prices of its lines. */
export const RefundBasis = schema('RefundBasis', {
  orderId: z.string(),
  status: OrderStatus,
  /** A parcel has left. */
  sent: z.boolean(),
  lines: z.array(OrderLine.pick({ sku: true, quantity: true, unitPrice: true, gross: true })),
})
export type RefundBasis = z.infer<typeof RefundBasis>
