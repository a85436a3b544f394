import type { Document } from '@comptoir/dapr/documents/documents'
import { walk } from '@comptoir/dapr/documents/walk'
import { repeat, type Stop } from '@comptoir/dapr/host/background'
import { createSharedReading } from '@comptoir/dapr/host/shared-reading'
import type { Logger } from '@comptoir/service/observability/log'
import type { Order } from '../order/order.ts'
import type { Orders } from '../order/order-store.ts'
import { type OrderRow, rowOf } from './order-row.ts'

export type OrderRows = ReturnType<typeof createOrderRows>

type Source = {
  readonly orders: Pick<Orders, 'list' | 'ids' | 'getMany'>
  readonly now: () => number
}

/** Longer than a change takes from its time to its index, and than the clocks of replicas differ. */
const overlapMs = 10_000
/** Once a minute it looks further back: a change whose process died is indexed by the relay, later. */
const wide = { everyMs: 60_000, overlapMs: 300_000 }
const atOnce = 200

/**
 * What is searched of all orders, in memory. It is read whole once; then each search first reads what was written since, by the
 * index of changes, so that it shows every change that was answered before it began, of whatever replica.
 */
export function createOrderRows({ orders, now }: Source) {
  const rows = new Map<string, OrderRow>()
  let readUpToMs: number | undefined
  let widelyAtMs = 0

  function take(document: Document<Order>): void {
    const known = rows.get(document.id)
    if (!known || known.version < document.version) rows.set(document.id, rowOf(document))
  }

  async function readAll(): Promise<void> {
    const startedMs = now()
    for await (const document of walk({ collection: orders, index: 'of', key: 'all' }))
      take(document)
    readUpToMs = startedMs
  }

  async function readNew(sinceMs: number): Promise<void> {
    const startedMs = now()
    const isWide = startedMs - widelyAtMs >= wide.everyMs
    const min = sinceMs - (isWide ? wide.overlapMs : overlapMs)
    const ids = await orders.ids('changed', 'all', { min })
    for (let n = 0; n < ids.length; n += atOnce)
      for (const document of await orders.getMany(ids.slice(n, n + atOnce))) take(document)
    readUpToMs = startedMs
    if (isWide) widelyAtMs = startedMs
  }

  const refresh = createSharedReading(() =>
    readUpToMs === undefined ? readAll() : readNew(readUpToMs),
  )

  return {
    async read(): Promise<Iterable<OrderRow>> {
      await refresh()
      return rows.values()
    },
  }
}

/** Reads in the background, so that the first search after a start need not wait for all orders, nor one after a quiet hour. */
export function startReadingRows(rows: OrderRows, log: Logger): Stop {
  return repeat({
    name: 'orders to search',
    everyMs: 60_000,
    log,
    run: async () => void (await rows.read()),
  })
}
