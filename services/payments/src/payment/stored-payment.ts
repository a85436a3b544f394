import type { NewEvent } from '@comptoir/contracts/event'
import { PaymentTerms, UsedPaymentMethod } from '@comptoir/contracts/orders/schemas'
import { RefundedGoods, RefundOrigin, RefundStatus } from '@comptoir/contracts/payments/schemas'
import { z } from 'zod'

const amount = z.int().min(0)

const StoredAttempt = z.object({
  number: z.int().min(1),
  token: z.string(),
  /** Stripe when absent. */
  provider: z.enum(['stripe', 'paypal']).optional(),
  startedAt: z.string(),
  failureCode: z.string().optional(),
})

export const StoredRefund = z.object({
  id: z.string(),
  /** The payment intent whose capture it goes back from; the first one's when absent. */
  intentId: z.string().optional(),
  /** The first of several refunds that one request was split into, over several captures. */
  partOf: z.string().optional(),
  amount,
  reason: z.string(),
  status: RefundStatus,
  origin: RefundOrigin.default('staff'),
  lines: z.array(z.object({ sku: z.string(), quantity: z.int() })).optional(),
  goods: RefundedGoods.optional(),
  /** How much of it is for the delivery, in minor units. */
  shipping: amount.optional(),
  /** Of money that was given back by other means than the provider. */
  reference: z.string().optional(),
  failureCode: z.string().optional(),
  providerRef: z.string().optional(),
  requestedAt: z.string(),
  settledAt: z.string().optional(),
  /** How much of it no earlier refund was credited for: its credit note is over this. */
  credited: amount.optional(),
  /** It was taken for an edit or an exchange that came to nothing, and is on no invoice. */
  uninvoiced: z.boolean().optional(),
})

/** Money that the shopper's bank took back. Known by the provider's id. */
export const StoredDispute = z.object({
  id: z.string(),
  /** The payment intent that it is about; the first one when absent. */
  intentId: z.string().optional(),
  amount,
  status: z.enum(['open', 'won', 'lost']),
  reason: z.string(),
  stage: z.enum(['needs_response', 'under_review']).optional(),
  /** Until when the provider takes evidence. */
  dueBy: z.string().optional(),
  /** What the provider keeps for dealing with it, in minor units. */
  fee: amount.optional(),
  /** What staff answer, once; the provider has it since `sentAt`, unless it refused it. */
  answer: z
    .object({
      kind: z.enum(['evidence', 'accept']),
      text: z.string().optional(),
      files: z.array(z.string()).optional(),
      by: z.string(),
      at: z.string(),
      sentAt: z.string().optional(),
      failureCode: z.string().optional(),
    })
    .optional(),
  openedAt: z.string(),
  closedAt: z.string().optional(),
})

const intentFacts = {
  id: z.string(),
  /** Why a further intent exists, for example the edit that it pays for; the first intent of an order has none. */
  purpose: z.string().optional(),
  /** Asked, in minor units. */
  amount,
  /** Taken, in minor units. */
  captured: amount,
  /** Of the current attempt; `transfer`: it was paid to the shop's bank account. */
  provider: z.enum(['stripe', 'paypal', 'transfer']),
  providerRef: z.string().optional(),
  /** What was really paid with, once the money was taken. */
  paymentMethod: UsedPaymentMethod.optional(),
  /** Numbered from 1; the last one is the current one. */
  attempts: z.array(StoredAttempt),
  /** When its money is taken: at the payment, where it is absent. */
  captureAt: z.enum(['shipping']).optional(),
  /** What edits took off before the money was taken, by their refund ids; minor units. */
  reductions: z.array(z.object({ id: z.string(), amount })).optional(),
  createdAt: z.string(),
  updatedAt: z.string(),
}

const inState = <S extends string>(status: S) =>
  z.object({ ...intentFacts, status: z.literal(status) })

/** No method was named yet: it waits for the shopper. */
const awaitingMethod = inState('requires_payment_method')
/** The provider's answer to the current attempt is not known. */
const submitting = inState('submitting')
/** Its payer said yes; the money is still to be taken. */
const approved = inState('approved')
const processing = inState('processing').extend({
  /** Held money that is being taken; none of a payment that is only being made. */
  capture: z.object({ id: z.string(), at: z.string() }).optional(),
})
const requiresAction = inState('requires_action').extend({ actionUrl: z.string() })
/** The provider holds the money until it is taken, or until a time. */
const authorised = inState('authorised').extend({
  authorisedUntil: z.string(),
  /** The money is to be taken now. */
  capture: z.object({ id: z.string(), at: z.string() }).optional(),
  /** When others were told that the time is nearly over. */
  warnedAt: z.string().optional(),
})
const failed = inState('failed').extend({ failureCode: z.string() })
const succeeded = inState('succeeded')
const cancelled = inState('cancelled').extend({
  reason: z.string(),
  /** The provider holds no open intent any more. */
  released: z.boolean(),
})

/** One of an order's payment intents: what is asked once, and how far it has come. */
export const StoredIntent = z.discriminatedUnion('status', [
  awaitingMethod,
  submitting,
  approved,
  processing,
  requiresAction,
  authorised,
  failed,
  succeeded,
  cancelled,
])

/** What staff noted from the shop's bank account. */
const StoredTransfer = z.object({
  id: z.string(),
  kind: z.enum(['received', 'returned']),
  amount,
  date: z.string(),
  reference: z.string(),
  by: z.string(),
  notedAt: z.string(),
})
export type Transfer = Readonly<z.infer<typeof StoredTransfer>>

const ofOrder = {
  orderId: z.string(),
  userId: z.string(),
  currency: z.string(),
  /** Intents after the first one, oldest first. */
  further: z.array(StoredIntent).optional(),
  refunds: z.array(StoredRefund),
  disputes: z.array(StoredDispute).default([]),
  /** The most that was ever given back, in minor units: credit notes are over this much, whatever failed afterwards. */
  credited: amount.default(0),
  /** How it is to be paid, when no method was named as it was placed. */
  terms: PaymentTerms.optional(),
  transfers: z.array(StoredTransfer).optional(),
}

/** What every payment that was created has: its first intent, and all that is one for the whole order. */
export type PaymentFacts = z.infer<z.ZodObject<typeof intentFacts & typeof ofOrder>>

/**
 * How the payment of an order is stored, apart from the public view. One document holds all intents of the order, so
 * that its refunds and sums are changed one after another; the first intent stands at the top, as it did when it was
 * the only one.
 */
export const StoredPayment = z.discriminatedUnion('status', [
  awaitingMethod.extend(ofOrder),
  submitting.extend(ofOrder),
  approved.extend(ofOrder),
  processing.extend(ofOrder),
  requiresAction.extend(ofOrder),
  authorised.extend(ofOrder),
  failed.extend(ofOrder),
  succeeded.extend(ofOrder),
  cancelled.extend(ofOrder),
  /** Cancelled before it was ever created: it keeps the derived id taken. */
  z.object({
    status: z.literal('never_created'),
    id: z.string(),
    reason: z.string(),
    createdAt: z.string(),
  }),
])

/** The payment of an order. */
export type Payment = Readonly<z.infer<typeof StoredPayment>>
export type LivePayment = Exclude<Payment, { status: 'never_created' }>
export type Intent = Readonly<z.infer<typeof StoredIntent>>

/** What a rule makes of a payment; `undefined`: nothing. */
export type Change = { readonly next: Payment; readonly events?: readonly NewEvent[] } | undefined
