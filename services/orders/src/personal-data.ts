import { type CollectPersonalData, recordsOf } from '@comptoir/dapr/documents/personal-data'
import type { Drafts } from './drafts/draft-store.ts'
import { draftFacts } from './drafts/draft-view.ts'
import type { Orders } from './order/order-store.ts'
import { toView } from './order/order-view.ts'
import type { Returns } from './returns/return-store.ts'
import { toReturnView } from './returns/return-view.ts'
import { staffFactsOf } from './staff/staff-facts.ts'

type Collections = {
  readonly orders: Orders
  readonly returns: Returns
  readonly drafts: Drafts
}

/** The orders of a user, with what staff wrote about them, the returns, and what staff prepare for the user. */
export const collectOrders = ({ orders, returns, drafts }: Collections): CollectPersonalData =>
  async function* collect(userId) {
    const key = `user:${userId}`
    yield* recordsOf('order', { collection: orders, index: 'of', key }, (order) => ({
      ...toView(order),
      staff: staffFactsOf(order.data),
    }))
    yield* recordsOf('return', { collection: returns, index: 'of', key }, toReturnView)
    yield* recordsOf('order-draft', { collection: drafts, index: 'of', key }, draftFacts)
  }
