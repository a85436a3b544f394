import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'
import { isUnsettled } from './next-provider-work.ts'
import type { Payment } from './payment.ts'
import { statusOf } from './payment-view.ts'
import { StoredPayment } from './stored-payment.ts'

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
