import { emailKeyOf } from '@comptoir/contracts/email'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'

const StoredSuppression = z.object({
  reason: z.enum(['bounce', 'complaint']),
  at: z.iso.datetime(),
})
export type Suppression = z.infer<typeof StoredSuppression>

/** Addresses that are not written to: by a digest, so that nobody's address is kept for it. */
export type Suppressions = {
  readonly collection: Collection<Suppression>
  find(email: string): Promise<Suppression | undefined>
  /** The first reason stands. */
  add(email: string, suppression: Suppression): Promise<void>
  /** Whether there was one. */
  remove(email: string): Promise<boolean>
}

export function createSuppressions(store: Store): Suppressions {
  const collection = createCollection<Suppression>(store, {
    name: 'suppressions',
    schema: StoredSuppression,
  })
  return {
    collection,
    find: async (email) => (await collection.get(emailKeyOf(email)))?.data,
    async add(email, suppression) {
      await collection.create(emailKeyOf(email), suppression)
    },
    remove: (email) => collection.remove(emailKeyOf(email)),
  }
}
