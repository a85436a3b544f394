import { UsedPaymentMethod } from '@comptoir/contracts/orders/schemas'
import { RefundedGoods, RefundLine, RefundOrigin } from '@comptoir/contracts/payments/schemas'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'
import { isUnsettled } from './outstanding.ts'
import type { Payment } from './payment.ts'
import { statusOf } from './payment-view.ts'

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
  origin: RefundOrigin.default('staff'),
  lines: z.array(RefundLine).optional(),
  goods: RefundedGoods.optional(),
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

const facts = {
  id: z.string(),
  orderId: z.string(),
  userId: z.string(),
  currency: z.string(),
  amount,
  captured: amount,
  provider: z.literal('stripe'),
  providerRef: z.string().optional(),
  paymentMethod: UsedPaymentMethod.optional(),
  attempts: z.array(Attempt).min(1),
  refunds: z.array(Refund),
  disputes: z.array(Dispute).default([]),
  credited: amount.default(0),
  createdAt: z.string(),
  updatedAt: z.string(),
}

const StoredPayment = z.discriminatedUnion('status', [
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

export type Payments = Collection<Payment>

/** Payments under `payment-intents/pi_X`; their refunds live in the same document. */
export function createPayments(store: Store): Payments {
  return createCollection<Payment>(store, {
    name: 'payment-intents',
    schema: StoredPayment,
    indexes: {
      all: (payment) => entry(payment, 'all'),
      byUser: (payment) =>
        payment.status === 'never_created' ? [] : entry(payment, payment.userId),
      byProviderRef: (payment) => refEntries(payment),
      byStatus: (payment) => entry(payment, statusOf(payment)),
      unsettled: (payment) =>
        payment.status !== 'never_created' && isUnsettled(payment)
          ? [{ key: 'all', score: Date.parse(payment.updatedAt) }]
          : [],
    },
  })
}

function entry(payment: Payment, key: string) {
  if (payment.status === 'never_created') return []
  return [{ key, score: Date.parse(payment.createdAt) }]
}

function refEntries(payment: Payment) {
  if (payment.status === 'never_created' || payment.providerRef === undefined) return []
  return entry(payment, payment.providerRef)
}

/** Our payment of a provider's intent: events of its dashboard carry no id of ours. */
export async function paymentIdOf(payments: Payments, ref: string): Promise<string | undefined> {
  return (await payments.ids('byProviderRef', ref, { limit: 1 }))[0]
}

/** Until when the provider's list of events has been read. */
export type EventPosition = { readonly readUpTo?: string | undefined }

export function createEventPositions(store: Store): Collection<EventPosition> {
  return createCollection(store, {
    name: 'provider-events',
    schema: z.object({ readUpTo: z.string().optional() }),
  })
}
