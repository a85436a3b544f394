import type { Store } from '@comptoir/dapr/documents/store'
import { repeat, type Stop } from '@comptoir/dapr/host/background'
import { withLease } from '@comptoir/dapr/leases/lease'
import type { Logger } from '@comptoir/service/observability/log'
import { type ProjectionDeps, projectStock } from './stock-projection.ts'

export type ProjectorOptions = ProjectionDeps & { store: Store; log: Logger; everyMs: number }

/** Keeps the stock documents up to the log; one replica at a time, held by a lease. */
export function startProjector({ store, log, everyMs, ...deps }: ProjectorOptions): Stop {
  const lease = { name: 'lease:inventory:projection' }
  return repeat({
    name: 'stock projection',
    everyMs,
    log,
    run: (signal) =>
      withLease(store.keys, lease, async (renew) => {
        while ((await projectStock(deps)) > 0 && !signal.aborted) await renew()
      }),
  })
}
