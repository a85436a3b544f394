import { orderIdOf, paymentIntentIdOf } from '@comptoir/contracts/ids'
import {
  type Collection,
  createCollection,
  type Document,
} from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'
import { waitingIntents } from './held-money.ts'
import { intentsOf } from './intents.ts'
import { isUnsettled } from './next-provider-work.ts'
import { statusOf } from './payment-view.ts'
import type { Change, LivePayment, Payment } from './stored-payment.ts'
import { StoredPayment } from './stored-payment.ts'

export type Payments = Collection<Payment>

/** Payments under `payment-intents/pi_X`; their refunds live in the same document. */
export function createPayments(store: Store): Payments {
  return createCollection<Payment>(store, {
    name: 'payment-intents',
    schema: StoredPayment,
    indexes: {
      all: (payment) => entries(payment, () => 'all'),
      byUser: (payment) => entries(payment, ({ userId }) => userId),
      byProviderRef: providerRefsOf,
      byStatus: (payment) => entries(payment, statusOf),
      disputes: disputeEntries,
      dispute: (payment) =>
        payment.status === 'never_created'
          ? []
          : payment.disputes.map(({ id, openedAt }) => ({ key: id, score: Date.parse(openedAt) })),
      held: heldEntries,
      unsettled: (payment) =>
        payment.status !== 'never_created' && isUnsettled(payment)
          ? [{ key: 'all', score: Date.parse(payment.updatedAt) }]
          : [],
    },
  })
}

function entries(payment: Payment, keyOf: (payment: LivePayment) => string | undefined) {
  const key = payment.status === 'never_created' ? undefined : keyOf(payment)
  return key === undefined ? [] : [{ key, score: Date.parse(payment.createdAt) }]
}

/** By their status; open ones by when evidence is due, others by when they were closed. */
function disputeEntries(payment: Payment) {
  if (payment.status === 'never_created') return []
  const ofStatus = Map.groupBy(payment.disputes, ({ status }) => status)
  return [...ofStatus].map(([key, disputes]) => ({
    key,
    score: Math.min(
      ...disputes.map((one) => Date.parse(one.closedAt ?? one.dueBy ?? one.openedAt)),
    ),
  }))
}

/** Held money that waits for a parcel, by when it is free again; without what others were told of. */
function heldEntries(payment: Payment) {
  const [first] = waitingIntents(payment)
    .filter(({ warnedAt }) => warnedAt === undefined)
    .map(({ authorisedUntil }) => Date.parse(authorisedUntil))
    .toSorted((a, b) => a - b)
  return first === undefined ? [] : [{ key: 'all', score: first }]
}

/** The provider's intents of an order: of the first payment and the further ones. */
function providerRefsOf(payment: Payment) {
  if (payment.status === 'never_created') return []
  return intentsOf(payment).flatMap(({ providerRef }) => entries(payment, () => providerRef))
}

/** The document that holds a payment intent: that of its order's first one. */
export const documentIdOf = (paymentIntentId: string): string =>
  paymentIntentIdOf(orderIdOf(paymentIntentId))

/** Changes a payment; one that was never created stays as it is. */
export function updateLive(
  payments: Payments,
  id: string,
  rule: (payment: LivePayment, version: number) => Change,
): Promise<Document<Payment>> {
  return payments.update(id, (payment, version) =>
    payment.status === 'never_created' ? undefined : rule(payment, version),
  )
}

/** Our payment of a provider's intent: events of its dashboard carry no id of ours. */
export async function paymentIdOf(payments: Payments, ref: string): Promise<string | undefined> {
  return (await payments.ids('byProviderRef', ref, { limit: 1 }))[0]
}

/** Until when the provider's list of events has been read. */
const EventPosition = z.object({ readUpTo: z.string().optional() })
export type EventPositions = ReturnType<typeof createEventPositions>

export const createEventPositions = (store: Store) =>
  createCollection(store, { name: 'provider-events', audit: 'none', schema: EventPosition })
