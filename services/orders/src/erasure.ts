import { type Erase, eraseEach } from '@comptoir/dapr/documents/erasure'
import { eraseCustomer } from './order/order-erasure.ts'
import type { Orders } from './order/order-store.ts'

/** A deleted account: its orders stay for the books, without the person. */
export const eraseOrders =
  (orders: Orders): Erase =>
  (userId) =>
    eraseEach({ collection: orders, index: 'of', key: `user:${userId}` }, ({ id }) =>
      orders.change(id, eraseCustomer),
    )
