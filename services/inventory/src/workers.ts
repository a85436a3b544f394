import { randomUUID } from 'node:crypto'
import type { Stop } from '@comptoir/dapr/relay'
import type { Store } from '@comptoir/dapr/store'
import type { Logger } from '@comptoir/service/log'
import { type ProjectionDeps, projectStock } from './stock-projection.ts'
import type { Stock } from './stock-store.ts'

type Every = { everyMs: number; log: Logger; name: string }

/** Repeats a task, one run at a time; a failed run is logged and the next one comes as usual. */
function startTimer({ everyMs, log, name }: Every, task: () => Promise<void>): Stop {
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> = Promise.resolve()
  const schedule = () => {
    timer = setTimeout(turn, everyMs * (0.8 + 0.4 * Math.random()))
  }
  function turn() {
    running = task()
      .catch((error) => log.warn({ err: error }, `${name} failed`))
      .then(() => (stopped ? undefined : schedule()))
  }
  schedule()
  return async () => {
    stopped = true
    clearTimeout(timer)
    await running
  }
}

/** Gives back what ran out, with its events; any number of replicas may do it. */
export function startSweeper({
  stock,
  log,
  everyMs,
}: {
  stock: Stock
  log: Logger
  everyMs: number
}): Stop {
  const limit = 100
  return startTimer({ everyMs, log, name: 'sweep' }, async () => {
    while ((await stock.sweep(limit)) === limit) log.debug('more reservations ran out')
  })
}

export type ProjectorOptions = ProjectionDeps & { store: Store; log: Logger; everyMs: number }

/** Keeps the stock documents up to the log; one replica at a time, held by a lease. */
export function startProjector({ store, log, everyMs, ...deps }: ProjectorOptions): Stop {
  const lease = 'lease:inventory:projection'
  const me = randomUUID()
  const leaseMs = 15_000
  return startTimer({ everyMs, log, name: 'projection' }, async () => {
    if (!(await store.keys.claim(lease, me, leaseMs))) return
    try {
      while ((await projectStock(deps)) > 0) await store.keys.replace(lease, me, me, leaseMs)
    } finally {
      await store.keys.replace(lease, me, undefined, leaseMs)
    }
  })
}
