import { randomUUID } from 'node:crypto'
import type { Store } from '@comptoir/dapr/documents/store'
import { repeat, type Stop } from '@comptoir/dapr/host/background'
import type { Logger } from '@comptoir/service/observability/log'
import { type ProjectionDeps, projectStock } from './stock-projection.ts'

export type ProjectorOptions = ProjectionDeps & { store: Store; log: Logger; everyMs: number }

/** Keeps the stock documents up to the log; one replica at a time, held by a lease. */
export function startProjector({ store, log, everyMs, ...deps }: ProjectorOptions): Stop {
  const lease = 'lease:inventory:projection'
  const me = randomUUID()
  const leaseMs = 15_000
  return repeat({
    name: 'stock projection',
    everyMs,
    log,
    async run(signal) {
      if (!(await store.keys.claim(lease, me, leaseMs))) return
      try {
        while ((await projectStock(deps)) > 0 && !signal.aborted) {
          await store.keys.replace(lease, me, me, leaseMs)
        }
      } finally {
        await store.keys.replace(lease, me, undefined, leaseMs)
      }
    },
  })
}
