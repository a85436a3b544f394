import { type CollectPersonalData, recordsOf } from '@comptoir/dapr/documents/personal-data'
import type { Orders } from './order/order-store.ts'
import { toView } from './order/order-view.ts'
import type { Returns } from './returns/return-store.ts'
import { toReturnView } from './returns/return-view.ts'
import { staffFactsOf } from './staff/staff-facts.ts'

type Collections = { readonly orders: Orders; readonly returns: Returns }

/** The orders of a user, with what staff wrote about them, and the returns. */
export const collectOrders = ({ orders, returns }: Collections): CollectPersonalData =>
  async function* collect(userId) {
    const key = `user:${userId}`
    yield* recordsOf('order', { collection: orders, index: 'of', key }, (order) => ({
      ...toView(order),
      staff: staffFactsOf(order.data),
    }))
    yield* recordsOf('return', { collection: returns, index: 'of', key }, toReturnView)
  }
