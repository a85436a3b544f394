import type { Document } from '@comptoir/dapr/documents/documents'
import { walk } from '@comptoir/dapr/documents/walk'
import { createSharedReading } from '@comptoir/dapr/host/shared-reading'
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
/** Longer than a change takes from its time to its index. */
const overlapMs = 10_000
/** Once a minute it looks further back: a change whose process died is indexed by the relay, later. */
const wide = { everyMs: 60_000, overlapMs: 300_000 }
const atOnce = 200

/**
 * The movements of the last 30 days in memory, some 200 bytes each. They are read whole once; then each reading first takes what
 * changed since, by the index of changes. So every replica shows the same, and an order costs the dashboard no counter.
 */
export function createSalesMemory({ orderFacts, now }: Source) {
  const rows = new Map<string, Row>()
  let readUpToMs: number | undefined
  let widelyAtMs = 0

  function take({ id, version, data }: Document<SalesFacts>): void {
    const known = rows.get(id)
    if (known && known.version >= version) return
    rows.set(id, { version, changedMs: Date.parse(data.changedAt), own: movementsOf(data) })
  }

  async function readAll(): Promise<void> {
    const startedMs = now()
    const min = startedMs - windowMs
    for await (const one of walk({ collection: orderFacts, index: 'changed', key: 'all', min }))
      take(one)
    readUpToMs = startedMs
    widelyAtMs = startedMs
  }

  async function readNew(sinceMs: number): Promise<void> {
    const startedMs = now()
    const isWide = startedMs - widelyAtMs >= wide.everyMs
    const min = sinceMs - (isWide ? wide.overlapMs : overlapMs)
    const ids = await orderFacts.ids('changed', 'all', { min })
    for (let n = 0; n < ids.length; n += atOnce)
      for (const one of await orderFacts.getMany(ids.slice(n, n + atOnce))) take(one)
    readUpToMs = startedMs
    if (isWide) dropOld(startedMs)
  }

  function dropOld(nowMs: number): void {
    widelyAtMs = nowMs
    for (const [id, { changedMs }] of rows) if (changedMs < nowMs - windowMs) rows.delete(id)
  }

  const refresh = createSharedReading(() =>
    readUpToMs === undefined ? readAll() : readNew(readUpToMs),
  )

  return {
    /** The movements as the store has them now. */
    async read(): Promise<Movement[]> {
      await refresh()
      return [...rows.values()].flatMap(({ own }) => own)
    },
  }
}
