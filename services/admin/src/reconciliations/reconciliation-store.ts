import { Reconciliation } from '@comptoir/contracts/admin/reconciliation-routes'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import type { Store } from '@comptoir/dapr/documents/store'

export type Reconciliations = Collection<Reconciliation>

/** What runs of reconciliation found, by the time at which they read the books. */
export const createReconciliations = (store: Store): Reconciliations =>
  createCollection(store, {
    name: 'reconciliations',
    schema: Reconciliation,
    indexes: { all: ({ readAt }) => [{ key: 'all', score: Date.parse(readAt) }] },
  })
