import { UserDeleted } from '@comptoir/contracts/accounts/events'
import { subscriptions } from '@comptoir/contracts/subscriptions'
import { appIds } from '@comptoir/contracts/topology'
import { createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { confirm, openErasure, StoredErasure } from './erasure-record.ts'

export type Erasures = ReturnType<typeof createErasures>

/** Who erases when an account is deleted. */
const owners = appIds.filter((appId) => subscriptions[appId]?.includes(UserDeleted))

type Asked = Pick<StoredErasure, 'userId' | 'requestedBy' | 'by' | 'reason' | 'emailKey'> & {
  readonly at: string
}

/** Erasures of accounts and of guests, by the id that is erased. */
export function createErasures(store: Store) {
  const collection = createCollection<StoredErasure>(store, {
    name: 'erasures',
    schema: StoredErasure,
  })
  return {
    collection,
    get: collection.get,
    /** Records that a person is to be erased; the first time counts. */
    open: async (asked: Asked) =>
      (await collection.create(asked.userId, openErasure({ ...asked, services: owners }))).document,
    /** A service has done its part. What was erased before there were records has none. */
    async confirm(userId: string, service: string, at: string): Promise<void> {
      if (!(await collection.get(userId))) return
      await collection.update(userId, (known) => {
        const next = confirm(known, service, at)
        return next === known ? undefined : { next }
      })
    },
  }
}
