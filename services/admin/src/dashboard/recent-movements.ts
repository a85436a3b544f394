import type { Document } from '@comptoir/dapr/documents/documents'
import { createMemoryView } from '@comptoir/dapr/documents/memory-view'
import { type Movement, movementsOf } from './movements.ts'
import type { SalesFacts } from './sales-facts.ts'
import type { OrderFacts } from './sales-store.ts'

export type SalesMemory = ReturnType<typeof createSalesMemory>

type Source = {
  readonly orderFacts: Pick<OrderFacts, 'list' | 'ids' | 'getMany'>
  readonly now: () => number
}
type Row = { readonly version: number; readonly changedMs: number; readonly own: Movement[] }

/** The last 30 days in any time zone, and what clocks of replicas differ. */
const windowMs = 32 * 86_400_000

/**
 * The movements of the last 30 days in memory, some 200 bytes each. Every replica reads the same, and an order costs the dashboard no
 * counter.
 */
export function createSalesMemory({ orderFacts, now }: Source) {
  const view = createMemoryView({
    ...{ collection: orderFacts, index: 'changed', toRow: rowOf, now },
    window: { ms: windowMs, changedMs: ({ changedMs }) => changedMs },
  })
  return {
    /** The movements as the store has them now. */
    async read(): Promise<Movement[]> {
      return [...(await view.read())].flatMap(({ own }) => own)
    },
  }
}

const rowOf = ({ version, data }: Document<SalesFacts>): Row => ({
  ...{ version, changedMs: Date.parse(data.changedAt), own: movementsOf(data) },
})
