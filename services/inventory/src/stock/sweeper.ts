import { repeat, type Stop } from '@comptoir/dapr/host/background'
import type { Logger } from '@comptoir/service/observability/log'
import type { Stock } from './stock-store.ts'

export type SweeperOptions = { stock: Stock; log: Logger; everyMs: number }

/** Gives back what ran out, with its events; any number of replicas may do it. */
export function startSweeper({ stock, log, everyMs }: SweeperOptions): Stop {
  const limit = 100
  return repeat({
    name: 'stock sweeper',
    everyMs,
    log,
    async run(signal) {
      while ((await stock.sweep(limit)) === limit && !signal.aborted);
    },
  })
}
