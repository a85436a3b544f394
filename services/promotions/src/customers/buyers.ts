import { Instant } from '@comptoir/contracts/common'
import { createCollection } from '@comptoir/dapr/documents/documents'
import { eraseEach } from '@comptoir/dapr/documents/erasure'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'

const Buyer = z.object({
  firstOrderId: z.string(),
  firstOrderedAt: Instant,
  /** Of a buyer known by an email: the user or guest of the first order. */
  userId: z.string().optional(),
})

export type Buyers = ReturnType<typeof createBuyers>

type FirstOrder = {
  readonly userId: string
  readonly emailKey?: string | undefined
  readonly orderId: string
  readonly orderedAt: string
}

/** Who has ordered, by user and by the key of the email: for promotions of a first order. */
export function createBuyers(store: Store) {
  const collection = createCollection(store, {
    name: 'buyers',
    audit: 'none',
    schema: Buyer,
    indexes: {
      byUser: ({ userId, firstOrderedAt }) =>
        userId === undefined ? [] : [{ key: userId, score: Date.parse(firstOrderedAt) }],
    },
  })
  return {
    collection,
    hasOrdered: async (keys: readonly string[]) => (await collection.getMany(keys)).length > 0,
    /** The first order stays; others change nothing. */
    async add({ userId, emailKey, orderId, orderedAt }: FirstOrder): Promise<void> {
      const first = { firstOrderId: orderId, firstOrderedAt: orderedAt }
      await collection.create(userId, first)
      if (emailKey !== undefined) await collection.create(emailKey, { ...first, userId })
    },
    async erase(userId: string): Promise<void> {
      await collection.remove(userId)
      await eraseEach({ collection, index: 'byUser', key: userId }, ({ id }) =>
        collection.remove(id),
      )
    },
  }
}
