import { SuppressionReason } from '@comptoir/contracts/notifications/consent'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'
import { recipientKeyOf } from './recipient-key.ts'

const StoredSuppression = z.object({
  reason: SuppressionReason,
  at: z.iso.datetime(),
})
export type Suppression = z.infer<typeof StoredSuppression>

/** Addresses that are not written to: by a digest, so that nobody's address is kept for it. */
export type Suppressions = {
  readonly collection: Collection<Suppression>
  find(address: string): Promise<Suppression | undefined>
  /** The first reason stands. */
  add(address: string, suppression: Suppression): Promise<void>
  /** Whether there was one. */
  remove(address: string): Promise<boolean>
}

export function createSuppressions(store: Store): Suppressions {
  const collection = createCollection<Suppression>(store, {
    name: 'suppressions',
    schema: StoredSuppression,
  })
  return {
    collection,
    find: async (address) => (await collection.get(recipientKeyOf(address)))?.data,
    async add(address, suppression) {
      await collection.create(recipientKeyOf(address), suppression)
    },
    remove: (address) => collection.remove(recipientKeyOf(address)),
  }
}
