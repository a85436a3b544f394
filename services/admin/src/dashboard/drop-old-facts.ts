import type { Collection } from '@comptoir/dapr/documents/documents'
import { eraseEach } from '@comptoir/dapr/documents/erasure'
import { settleAll } from '@comptoir/dapr/host/settle-all'
import { endOfFacts, endOfItem, endOfRebuild } from './facts-lifetime.ts'
import type { OpenItems, OrderFacts, Rebuilds } from './sales-store.ts'

type Kept = {
  readonly orderFacts: OrderFacts
  readonly openItems: OpenItems
  readonly rebuilds: Rebuilds
}

/**
 * Removes what no page needs any more, unless something new came meanwhile. A failure does not stop the others; an error is thrown at
 * the end.
 */
export async function dropOldFacts({ orderFacts, openItems, rebuilds }: Kept, now: Date) {
  const max = now.getTime()
  const drop = <T>(collection: Collection<T>, endOf: (data: T) => number | undefined) =>
    eraseEach({ collection, index: 'over', key: 'all', max }, ({ id }) =>
      collection.removeIf(id, (data) => (endOf(data) ?? Number.POSITIVE_INFINITY) <= max),
    )
  await settleAll([
    drop(rebuilds, endOfRebuild),
    drop(openItems, endOfItem),
    drop(orderFacts, endOfFacts),
  ])
}
