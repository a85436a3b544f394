import { type CollectPersonalData, recordsOf } from '@comptoir/dapr/documents/personal-data'
import type { Deps } from './deps.ts'
import type { Drafts } from './drafts/draft-store.ts'
import { draftFacts } from './drafts/draft-view.ts'
import { draftKeysOf } from './drafts/unattended-drafts.ts'
import type { Orders } from './order/order-store.ts'
import { toView } from './order/order-view.ts'
import type { Returns } from './returns/return-store.ts'
import { toReturnView } from './returns/return-view.ts'
import { staffFactsOf } from './staff/staff-facts.ts'

type Collections = Pick<Deps, 'accounts'> & {
  readonly orders: Orders
  readonly returns: Returns
  readonly drafts: Drafts
}

/** The orders of a user, with what staff wrote about them, the returns, and what staff prepare for the user. */
export const collectOrders = (deps: Collections): CollectPersonalData =>
  async function* collect(userId) {
    const { orders, returns, drafts } = deps
    const key = `user:${userId}`
    yield* recordsOf('order', { collection: orders, index: 'of', key }, (order) => ({
      ...toView(order),
      staff: staffFactsOf(order),
    }))
    yield* recordsOf('return', { collection: returns, index: 'of', key }, toReturnView)
    for (const held of await draftKeysOf(deps, userId))
      yield* recordsOf('order-draft', { collection: drafts, index: 'of', key: held }, draftFacts)
  }
