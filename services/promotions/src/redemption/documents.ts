import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { type Redemption, StoredRedemption } from './redemption.ts'

export type RedemptionDocuments = Collection<Redemption>

export const redemptionDocuments = 'redemptions'

/** Redemptions as documents, one for each order: for reports and events, and to count again from; Redis decides. */
export function createRedemptionDocuments(store: Store): RedemptionDocuments {
  return createCollection<Redemption>(store, {
    name: redemptionDocuments,
    schema: StoredRedemption,
    indexes: {
      byUser: ({ userId, changedAt }) =>
        userId === undefined ? [] : [{ key: userId, score: Date.parse(changedAt) }],
    },
  })
}
