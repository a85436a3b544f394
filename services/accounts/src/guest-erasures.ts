import { UserDeleted } from '@comptoir/contracts/accounts/events'
import { newEvent } from '@comptoir/contracts/event'
import { guestIdOf } from '@comptoir/contracts/ids'
import { createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'
import { z } from 'zod'
import type { Erasures } from './erasures/erasure-store.ts'

const GuestErasure = z.object({ orderId: z.string(), at: z.iso.datetime() })

export type GuestErasures = ReturnType<typeof createGuestErasures>

/** Guests of orders that are to be erased: each is told once, as the deletion of an account is. */
export function createGuestErasures(store: Store, erasures: Erasures) {
  const collection = createCollection(store, {
    ...{ name: 'guest-erasures', audit: 'none', schema: GuestErasure },
  })
  return {
    collection,
    async begin(orderId: string, at: string): Promise<void> {
      const userId = guestIdOf(orderId)
      await erasures.open({ userId, requestedBy: 'staff', at })
      await collection.create(userId, { orderId, at }, [newEvent(UserDeleted, { userId })])
    },
  }
}
