import { UsedPaymentMethod } from '@comptoir/contracts/orders/schemas'
import { RefundedGoods, RefundOrigin, RefundStatus } from '@comptoir/contracts/payments/schemas'
import { z } from 'zod'

const amount = z.int().min(0)

const StoredAttempt = z.object({
  number: z.int().min(1),
  token: z.string(),
  startedAt: z.string(),
  failureCode: z.string().optional(),
})

export const StoredRefund = z.object({
  id: z.string(),
  amount,
  reason: z.string(),
  status: RefundStatus,
  origin: RefundOrigin.default('staff'),
  lines: z.array(z.object({ sku: z.string(), quantity: z.int() })).optional(),
  goods: RefundedGoods.optional(),
  /** Of money that was given back by other means than the provider. */
  reference: z.string().optional(),
  failureCode: z.string().optional(),
  providerRef: z.string().optional(),
  requestedAt: z.string(),
  settledAt: z.string().optional(),
})

/** Money that the shopper's bank took back. Known by the provider's id. */
export const StoredDispute = z.object({
  id: z.string(),
  amount,
  status: z.enum(['open', 'won', 'lost']),
  reason: z.string(),
  openedAt: z.string(),
  closedAt: z.string().optional(),
})

const facts = {
  id: z.string(),
  orderId: z.string(),
  userId: z.string(),
  currency: z.string(),
  /** Asked, in minor units. */
  amount,
  /** Taken, in minor units. */
  captured: amount,
  provider: z.literal('stripe'),
  providerRef: z.string().optional(),
  /** What was really paid with, once the money was taken. */
  paymentMethod: UsedPaymentMethod.optional(),
  /** Numbered from 1; the last one is the current one. */
  attempts: z.array(StoredAttempt).min(1),
  refunds: z.array(StoredRefund),
  disputes: z.array(StoredDispute).default([]),
  /** The most that was ever given back, in minor units: credit notes are over this much, whatever failed afterwards. */
  credited: amount.default(0),
  createdAt: z.string(),
  updatedAt: z.string(),
}

/** What every payment that was created has. */
export type PaymentFacts = z.infer<z.ZodObject<typeof facts>>

/** How payments are stored, with their refunds and disputes, apart from the public view. */
export const StoredPayment = z.discriminatedUnion('status', [
  /** The provider's answer to the current attempt is not known. */
  z.object({ ...facts, status: z.literal('submitting') }),
  z.object({ ...facts, status: z.literal('processing') }),
  z.object({ ...facts, status: z.literal('requires_action'), actionUrl: z.string() }),
  z.object({ ...facts, status: z.literal('failed'), failureCode: z.string() }),
  z.object({ ...facts, status: z.literal('succeeded') }),
  z.object({
    ...facts,
    status: z.literal('cancelled'),
    reason: z.string(),
    /** The provider holds no open intent any more. */
    released: z.boolean(),
  }),
  /** Cancelled before it was ever created: it keeps the derived id taken. */
  z.object({
    status: z.literal('never_created'),
    id: z.string(),
    reason: z.string(),
    createdAt: z.string(),
  }),
])
