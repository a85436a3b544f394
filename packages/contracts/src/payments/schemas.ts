import { z } from '@hono/zod-openapi'
import { Instant, jsonAnswer, Money, Quantity, Sku } from '../common.ts'
import { UsedPaymentMethod } from '../orders/schemas.ts'
import { oneOf, requiredText, schema } from '../schema.ts'
import { TransferAccount } from './transfer-schemas.ts'

export const PaymentStatus = oneOf('PaymentStatus', [
  'unknown',
  'requires_payment_method',
  'processing',
  'requires_action',
  'failed',
  'authorised',
  'succeeded',
  'cancelled',
  'partially_refunded',
  'refunded',
  'disputed',
])
export type PaymentStatus = z.infer<typeof PaymentStatus>

/**
 * Who gave money back: staff, a cancelled order, someone at the provider (its dashboard), or staff by other means
 * than the provider (`outside`, for example a bank transfer).
 */
export const RefundOrigin = oneOf('RefundOrigin', ['staff', 'cancellation', 'provider', 'outside'])
export type RefundOrigin = z.infer<typeof RefundOrigin>

/** How many of a line of the order are refunded. */
export const RefundLine = schema('RefundLine', { sku: Sku, quantity: Quantity })
export type RefundLine = z.infer<typeof RefundLine>

/** What becomes of the goods of an order that is refunded whole before it is sent. */
export const RefundedGoods = schema('RefundedGoods', {
  /** The goods go back on sale; else they are written off. */
  restock: z.boolean(),
  /** The parcel leaves all the same: the goods are a gift. */
  keepShipping: z.boolean(),
})
export type RefundedGoods = z.infer<typeof RefundedGoods>

/** Where the money of an order is: sums over all of its payment intents, their refunds and disputes. */
export const PaymentSums = schema('PaymentSums', {
  captured: Money,
  /** Given back for good, by whatever means. */
  refundedTotal: Money,
  /** On its way back. */
  pendingTotal: Money,
  /** With the provider while a dispute is open, or lost in one. */
  disputedTotal: Money,
  /** Was given back once, and is with the shop again: the refund failed afterwards. */
  owedTotal: Money,
  /** Was held, and let go by the provider before it was taken; nobody has paid it since. None where it is absent. */
  lapsedTotal: Money.optional(),
  /** What staff chose for the goods, when all is refunded. */
  goods: RefundedGoods.optional(),
})
export type PaymentSums = z.infer<typeof PaymentSums>

/**
 * What the saga may know of a payment. `unknown`: no intent exists (yet). `requires_payment_method`: a further payment
 * that waits for its shopper to name a method. The sums and the version are those of all payments of the order.
 */
export const PaymentOutcome = schema('PaymentOutcome', {
  paymentIntentId: z.string(),
  status: PaymentStatus,
  amount: Money.optional(),
  captured: Money.optional(),
  refunded: Money.optional(),
  /** What of it is taken, and neither given back, on its way back nor taken by a bank. */
  refundable: Money.optional(),
  sums: PaymentSums.optional(),
  /** Version of the payment: what is older than what one knows is ignored. */
  version: z.int().optional(),
  failureCode: z.string().optional(),
  /** Where the shopper confirms (3DS), when `requires_action`. */
  actionUrl: z.string().optional(),
  attempt: z.int().optional(),
  /** Of a payment that is `authorised`: until when its money can be taken. */
  authorisedUntil: Instant.optional(),
  /** Known once the money was taken or authorised. */
  paymentMethod: UsedPaymentMethod.optional(),
})
export type PaymentOutcome = z.infer<typeof PaymentOutcome>
export const outcome = { 200: jsonAnswer(PaymentOutcome, 'The payment now') }

export const RefundStatus = oneOf('RefundStatus', ['pending', 'succeeded', 'failed'])

/** Money given back. One that has succeeded can still fail later: the money is then with the shop again. */
export const Refund = schema('Refund', {
  id: z.string(),
  paymentIntentId: z.string(),
  orderId: z.string(),
  amount: Money,
  reason: z.string(),
  status: RefundStatus,
  origin: RefundOrigin,
  /** The first of the refunds that one request became, when no single capture could bear it. */
  partOf: z.string().optional(),
  lines: z.array(RefundLine).optional(),
  goods: RefundedGoods.optional(),
  /** How much of it is for the delivery to the shopper. */
  shipping: Money.optional(),
  /** Of money that was given back by other means: the transfer, the cheque. */
  reference: z.string().optional(),
  failureCode: z.string().optional(),
  /** The provider's id of the refund. */
  providerRef: z.string().optional(),
  requestedAt: Instant,
  settledAt: Instant.optional(),
  /** How much of it no refund before was credited for, which failed later: its credit note is over this, and none over nothing. */
  credited: Money.optional(),
  /** True: it was taken for an edit or an exchange that came to nothing, so it takes nothing off what was sold or invoiced. */
  uninvoiced: z.boolean().optional(),
})
export type Refund = z.infer<typeof Refund>

/** What staff answer a dispute with; the provider takes it once. */
export const DisputeEvidence = schema('DisputeEvidence', {
  text: requiredText(20_000),
  /** References of files: ids of uploads at the provider, or where they lie. */
  files: z.array(requiredText(255)).max(10).default([]),
})
export type DisputeEvidence = z.infer<typeof DisputeEvidence>

/** Money that the shopper's bank took back; the provider returns it when the dispute is won. */
export const Dispute = schema('Dispute', {
  /** The provider's id of the dispute. */
  id: z.string(),
  /** The payment that it is about, of all of the order. */
  paymentIntentId: z.string().optional(),
  amount: Money,
  status: z.enum(['open', 'won', 'lost']),
  reason: z.string(),
  /** Of an open one: whether the shop may still answer. */
  stage: z.enum(['needs_response', 'under_review']).optional(),
  /** Until when the provider takes evidence. */
  dueBy: Instant.optional(),
  /** What the provider keeps for dealing with it, whoever wins. */
  fee: Money.optional(),
  /** What staff answered, and when the provider took it; `failureCode`: it did not. */
  answer: z
    .object({
      kind: z.enum(['evidence', 'accept']),
      ...DisputeEvidence.partial().shape,
      by: z.string(),
      at: Instant,
      sentAt: Instant.optional(),
      failureCode: z.string().optional(),
    })
    .optional(),
  openedAt: Instant,
  closedAt: Instant.optional(),
})
export type Dispute = z.infer<typeof Dispute>

/** A dispute with what it is about. */
export const DisputeDetails = schema('DisputeDetails', {
  ...Dispute.shape,
  paymentIntentId: z.string(),
  orderId: z.string(),
})
export type DisputeDetails = z.infer<typeof DisputeDetails>

/** One try to take the money. */
export const PaymentAttempt = schema('PaymentAttempt', {
  number: z.int().min(1),
  /** The provider's token of the method; never card data. */
  token: z.string(),
  /** Stripe when absent. */
  provider: z.string().optional(),
  startedAt: Instant,
  failureCode: z.string().optional(),
})

/** What every payment intent says of itself, the first one of an order and further ones. */
const ownFacts = {
  id: z.string(),
  status: PaymentStatus,
  amount: Money,
  captured: Money,
  provider: z.string(),
  /** The provider's id of the intent. */
  providerRef: z.string().optional(),
  failureCode: z.string().optional(),
  /** Where the shopper confirms (3DS), when `requires_action`. */
  actionUrl: z.string().optional(),
  /** When the money is taken: at the payment, where it is absent. */
  captureAt: z.enum(['shipping']).optional(),
  /** Held by the provider, and not taken yet. */
  authorised: Money.optional(),
  /** Until when it can be taken. */
  authorisedUntil: Instant.optional(),
  /** Was held to be taken later, and let go by the provider before. */
  lapsed: Money.optional(),
  /** What was really paid with, once the money was taken or authorised. */
  paymentMethod: UsedPaymentMethod.optional(),
  attempts: z.array(PaymentAttempt),
  createdAt: Instant,
  updatedAt: Instant,
}

/** A payment of an order after its first one, for example the difference of an edit. */
export const FurtherIntent = schema('FurtherIntent', { ...ownFacts, purpose: z.string() })
export type FurtherIntent = z.infer<typeof FurtherIntent>

/**
 * The payment of an order: what is asked, what was taken, what went back. The first intent of an order holds the sums
 * over its further ones; `amount` is its own.
 */
export const PaymentIntent = schema('PaymentIntent', {
  ...ownFacts,
  orderId: z.string(),
  userId: z.string(),
  /** Of a further payment: what it is for. */
  purpose: z.string().optional(),
  refunded: Money,
  /** What can still be refunded. */
  refundable: Money,
  /** Taken back by the shopper's bank, while a dispute is open or when it is lost. */
  disputed: Money,
  /** Was given back once and is with the shop again, since a refund failed afterwards: staff give it back anew. */
  refundOwed: Money,
  /** Further payments of the same order, oldest first. */
  further: z.array(FurtherIntent).optional(),
  /** Of an order that waits for a transfer, or got one. */
  transfer: TransferAccount.optional(),
  refunds: z.array(Refund),
  disputes: z.array(Dispute),
})
export type PaymentIntent = z.infer<typeof PaymentIntent>

/** What one provider takes. */
export const PaymentOffer = schema('PaymentOffer', {
  provider: z.enum(['stripe', 'paypal']),
  /** `simulator`: no browser library; test tokens such as `pm_card_visa` are the methods. `live`: money moves. */
  mode: z.enum(['simulator', 'test', 'live']),
  /** For the provider's library in the browser; it opens nothing but the making of tokens. Of PayPal: its client id. */
  publishableKey: z.string().optional(),
  /** `token`: the one to order with, where there is nothing to make in the browser. */
  methods: z.array(z.object({ type: z.string(), token: z.string().optional() })),
  currencies: z.array(z.string()),
})
export type PaymentOffer = z.infer<typeof PaymentOffer>

/** How one can pay: `offers` has every provider; the fields beside it are those of cards. */
export const PaymentMethods = schema('PaymentMethods', {
  ...PaymentOffer.shape,
  provider: z.enum(['stripe']),
  offers: z.array(PaymentOffer).optional(),
})
export type PaymentMethods = z.infer<typeof PaymentMethods>

/** Asks only for what a payment like this can be made with. */
export const PaymentMethodsQuery = z.object({
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  /** In minor units of the currency. */
  amount: z.coerce.number().int().min(0).optional(),
})
export type PaymentMethodsQuery = z.output<typeof PaymentMethodsQuery>

/** A refund by staff: an amount, lines of the order, or all that is left when neither is given. */
export const RefundOrder = z
  .object({
    /** In minor units of the payment's currency. */
    amount: z.int().min(1).optional(),
    /** So many of these lines, at their price in the order. */
    lines: z.array(RefundLine).min(1).max(200).optional(),
    reason: requiredText(200).default('requested_by_customer'),
    /** Asked when an order that is not sent yet is refunded whole: whether its goods go back on sale. */
    restock: z.boolean().optional(),
    /** Instead of `restock`: the parcel leaves although all is refunded. */
    keepShipping: z.boolean().optional(),
    /** The money was given back by other means than the provider; names the transfer. */
    outside: z.object({ reference: requiredText(200) }).optional(),
  })
  .refine(({ amount, lines }) => amount === undefined || lines === undefined, {
    path: ['lines'],
    message: 'either amount or lines',
  })
  .openapi('RefundOrder')
export type RefundOrder = z.output<typeof RefundOrder>
