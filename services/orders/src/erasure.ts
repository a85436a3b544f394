import { UserDeleted } from '@comptoir/contracts/accounts'
import { on, type Subscriber } from '@comptoir/dapr/subscriptions'
import { walk } from '@comptoir/dapr/walk'
import { eraseCustomer } from './order-erasure.ts'
import type { Orders } from './order-store.ts'

/** A deleted account: its orders stay for the books, without the person. */
export function createErasure(orders: Orders): Subscriber {
  return on(UserDeleted, async ({ userId }) => {
    for await (const { id } of walk({ collection: orders, index: 'of', key: `user:${userId}` }))
      await orders.change(id, eraseCustomer)
  })
}
