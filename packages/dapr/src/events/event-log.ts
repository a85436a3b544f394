import { randomUUID } from 'node:crypto'
import { readLog } from '@comptoir/contracts/platform/log'
import type { ServiceApp } from '@comptoir/service/app'
import type { Store } from '../documents/store.ts'
import { repeat, type Stop } from '../host/background.ts'
import { catchUp, createTail, type TailOptions } from './catch-up.ts'

/**
 * Serves the service's event log to its consumers: they catch up from it, whatever the broker delivered. The events of
 * documents are signed already; a log that scripts write (`isScripted`) is signed as it is read.
 */
export function attachLog(app: ServiceApp, store: Store, { isScripted = false } = {}): void {
  const { sign } = store.signatures
  app.openapi(readLog, async (c) => {
    const { after, limit } = c.req.valid('query')
    const entries = await store.ledger.read(after, limit)
    const next = entries.at(-1)?.position ?? after
    if (!isScripted) return c.json({ entries, next }, 200)
    const signed = entries.map(({ position, event }) => ({ position, event: sign(event) }))
    return c.json({ entries: signed, next }, 200)
  })
}

const leaseMs = 15_000

/**
 * Follows a producer's log through the same handlers as the broker's deliveries, from a position in the consumer's
 * own store. One replica does at a time.
 */
export function startTail(options: TailOptions): Stop {
  const { store, producer, log } = options
  const tail = createTail(options)
  const lease = `tail:${store.service}:${producer}`
  const holder = randomUUID()
  return repeat({
    name: lease,
    everyMs: options.everyMs ?? 10_000,
    log,
    async run(signal) {
      if (!(await store.keys.claim(lease, holder, leaseMs))) return
      try {
        const renew = () => store.keys.replace(lease, holder, holder, leaseMs)
        await catchUp(tail, async () => !signal.aborted && (await renew()))
      } finally {
        await store.keys.replace(lease, holder, undefined, leaseMs)
      }
    },
  })
}
