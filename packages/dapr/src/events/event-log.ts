import { readLog } from '@comptoir/contracts/platform/log'
import type { ServiceApp } from '@comptoir/service/app'
import type { Store } from '../documents/store.ts'
import { repeat, type Stop } from '../host/background.ts'
import { withLease } from '../leases/lease.ts'
import { catchUp, createTail, type TailOptions } from './catch-up.ts'

/**
 * Serves the event log of the service. Consumers catch up from it, whatever the broker delivered. The events of
 * documents are signed already; a log that scripts write (`isScripted`) is signed as it is read.
 */
export function attachLog(app: ServiceApp, store: Store, { isScripted = false } = {}): void {
  const { sign } = store.signatures
  app.openapi(readLog, async (c) => {
    const { after, limit } = c.req.valid('query')
    const [entries, cutAt] = await Promise.all([
      store.ledger.read(after, limit),
      store.ledger.cutAt(),
    ])
    const next = entries.at(-1)?.position ?? after
    if (!isScripted) return c.json({ entries, next, cutAt }, 200)
    const signed = entries.map(({ position, event }) => ({ position, event: sign(event) }))
    return c.json({ entries: signed, next, cutAt }, 200)
  })
}

/**
 * Reads a producer's log and passes its events to the same handlers as the broker's deliveries. The position is kept in the
 * consumer's store. One replica reads at a time.
 */
export function startTail(options: TailOptions): Stop {
  const { store, producer } = options
  const tail = createTail(options)
  const name = `tail:${store.service}:${producer}`
  return repeat({
    name,
    everyMs: options.everyMs ?? 10_000,
    log: store.log,
    run: (signal) => withLease(store.keys, { name, signal }, (renew) => catchUp(tail, renew)),
  })
}
