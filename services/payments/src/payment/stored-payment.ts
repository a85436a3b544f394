import { z } from 'zod'
import type { Payment } from './payment.ts'

const amount = z.int().min(0)

const Attempt = z.object({
  number: z.int().min(1),
  token: z.string(),
  startedAt: z.string(),
  failureCode: z.string().optional(),
})

const Refund = z.object({
  id: z.string(),
  amount,
  reason: z.string(),
  status: z.enum(['pending', 'succeeded', 'failed']),
  origin: z.enum(['staff', 'cancellation', 'provider', 'outside']).default('staff'),
  lines: z.array(z.object({ sku: z.string(), quantity: z.int() })).optional(),
  goods: z.object({ restock: z.boolean(), keepShipping: z.boolean() }).optional(),
  reference: z.string().optional(),
  failureCode: z.string().optional(),
  providerRef: z.string().optional(),
  requestedAt: z.string(),
  settledAt: z.string().optional(),
})

const Dispute = z.object({
  id: z.string(),
  amount,
  status: z.enum(['open', 'won', 'lost']),
  reason: z.string(),
  openedAt: z.string(),
  closedAt: z.string().optional(),
})

const PaidWith = z.object({
  type: z.string(),
  brand: z.string().optional(),
  last4: z.string().optional(),
  wallet: z.string().optional(),
})

const facts = {
  id: z.string(),
  orderId: z.string(),
  userId: z.string(),
  currency: z.string(),
  amount,
  captured: amount,
  provider: z.literal('stripe'),
  providerRef: z.string().optional(),
  paymentMethod: PaidWith.optional(),
  attempts: z.array(Attempt).min(1),
  refunds: z.array(Refund),
  disputes: z.array(Dispute).default([]),
  credited: amount.default(0),
  createdAt: z.string(),
  updatedAt: z.string(),
}

/** How payments are stored, with their refunds and disputes, apart from the public view. */
export const StoredPayment: z.ZodType<Payment> = z.discriminatedUnion('status', [
  z.object({ ...facts, status: z.literal('submitting') }),
  z.object({ ...facts, status: z.literal('processing') }),
  z.object({ ...facts, status: z.literal('requires_action'), actionUrl: z.string() }),
  z.object({ ...facts, status: z.literal('failed'), failureCode: z.string() }),
  z.object({ ...facts, status: z.literal('succeeded') }),
  z.object({
    ...facts,
    status: z.literal('cancelled'),
    reason: z.string(),
    released: z.boolean(),
  }),
  z.object({
    status: z.literal('never_created'),
    id: z.string(),
    reason: z.string(),
    createdAt: z.string(),
  }),
])
