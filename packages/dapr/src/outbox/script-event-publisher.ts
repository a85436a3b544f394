import { CloudEvent } from '@comptoir/contracts/event'
import type { Redis } from 'ioredis'
import type { Store } from '../documents/store.ts'
import { repeat, type Stop } from '../host/background.ts'
import { secondConnection } from '../host/second-connection.ts'
import { withLease } from '../leases/lease.ts'

const blockMs = 2_000
const pageSize = 100

/**
 * Signs and publishes, promptly and in order, the events that a script appended to the service's log stream itself;
 * the position is kept in `published:<service>`. One replica publishes at a time.
 */
export function startStreamRelay(store: Store, redis: Redis): Stop {
  const name = `stream-relay:${store.service}`
  const reader = secondConnection(redis)
  const stop = repeat({
    name,
    everyMs: 1_000,
    log: store.log,
    run: (signal) =>
      withLease(store.keys, { name }, async (renew) => {
        while (!signal.aborted && (await renew())) await publishNext(store, redis, reader)
      }),
  })
  return async () => {
    const stopped = stop()
    // it would otherwise wait for the next entry
    reader.disconnect()
    await stopped
  }
}

/** Publishes one page, waiting for it a little when there is none. */
async function publishNext(store: Store, redis: Redis, reader: Redis): Promise<void> {
  const position = `published:${store.service}`
  const after = (await redis.get(position)) ?? '0-0'
  const stream = `log:${store.service}`
  const pages = await reader.xread('COUNT', pageSize, 'BLOCK', blockMs, 'STREAMS', stream, after)
  for (const [id, fields] of pages?.[0]?.[1] ?? []) {
    const event = CloudEvent.safeParse(JSON.parse(fields[fields.indexOf('event') + 1] ?? 'null'))
    if (event.success) await store.publish(store.signatures.sign(event.data))
    else store.log.error({ position: id }, 'the log has an entry that is not an event')
    await redis.set(position, id)
  }
}
