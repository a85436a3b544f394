import { createMemoryView } from '@comptoir/dapr/documents/memory-view'
import { repeat, type Stop } from '@comptoir/dapr/host/background'
import type { Logger } from '@comptoir/service/observability/log'
import type { Orders } from '../order/order-store.ts'
import { rowOf } from './order-row.ts'

export type OrderRows = ReturnType<typeof createOrderRows>

type Source = {
  readonly orders: Pick<Orders, 'list' | 'ids' | 'getMany'>
  readonly now: () => number
}

/** What is searched of all orders, in memory: each search shows every change that was answered before it began. */
export const createOrderRows = ({ orders, now }: Source) =>
  createMemoryView({ collection: orders, index: 'of', toRow: rowOf, now })

/** Reads in the background, so that the first search after a start need not wait for all orders, nor one after a quiet hour. */
export function startReadingRows(rows: OrderRows, log: Logger): Stop {
  return repeat({
    name: 'orders to search',
    everyMs: 60_000,
    log,
    run: async () => void (await rows.read()),
  })
}
