import { Instant } from '@comptoir/contracts/common'
import { createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'

const Buyer = z.object({ firstOrderId: z.string(), firstOrderedAt: Instant })

export type Buyers = ReturnType<typeof createBuyers>

/** Customers who have ordered, by their id: for promotions of a first order. */
export function createBuyers(store: Store) {
  const collection = createCollection(store, { name: 'buyers', schema: Buyer })
  return {
    collection,
    hasOrdered: async (userId: string) => (await collection.get(userId)) !== undefined,
    /** The first order stays; others change nothing. */
    add: (userId: string, orderId: string, orderedAt: string) =>
      collection.create(userId, { firstOrderId: orderId, firstOrderedAt: orderedAt }),
    erase: (userId: string) => collection.remove(userId),
  }
}
