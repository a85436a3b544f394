import { type LogPage, readLog } from '@comptoir/contracts/platform/log'
import type { ServiceApp } from '@comptoir/service/app'
import type { z } from 'zod'
import type { Store } from '../documents/store.ts'
import { repeat, type Stop } from '../host/background.ts'
import { withLease } from '../leases/lease.ts'
import type { Client } from '../sidecar/invoke.ts'
import { catchUp, createTail, type TailOptions } from './catch-up.ts'

/**
 * Serves the event log of the service. Consumers catch up from it, whatever the broker delivered. The events of
 * documents are signed already; a log that scripts write (`isScripted`) is signed as it is read.
 */
export function attachLog(app: ServiceApp, store: Store, { isScripted = false } = {}): void {
  const { sign } = store.signatures
  app.openapi(readLog, async (c) => {
    const page = await pageOf(store, c.req.valid('query'))
    if (!isScripted) return c.json(page, 200)
    const entries = page.entries.map(({ position, event }) => ({ position, event: sign(event) }))
    return c.json({ ...page, entries }, 200)
  })
}

type Asked = { readonly after: string; readonly limit: number }

async function pageOf(
  { ledger }: Store,
  { after, limit }: Asked,
): Promise<z.infer<typeof LogPage>> {
  const [entries, cutAt] = await Promise.all([ledger.read(after, limit), ledger.cutAt()])
  const next = entries.at(-1)?.position ?? after
  return { entries, next, ...(cutAt !== undefined && { cutAt }) }
}

/**
 * For a service that hears its own events: its log, read as a client reads that of another. Its sidecar would not say who calls,
 * so a call by itself would be refused.
 */
export function createOwnLogClient(store: Store): Client {
  const read = (_: typeof readLog, { query }: { query: Asked }) => pageOf(store, query)
  return read as unknown as Client
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
