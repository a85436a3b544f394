import { CloudEvent, type EventDefinition } from '@comptoir/contracts/event'
import type { Redis } from 'ioredis'
import type { Store } from '../documents/store.ts'
import { schemaReason } from '../events/schema-reason.ts'
import { repeat, type Stop } from '../host/background.ts'
import { secondConnection } from '../host/second-connection.ts'
import { withLease } from '../leases/lease.ts'

const blockMs = 2_000
const pageSize = 100

/**
 * Signs and publishes, promptly and in order, the events that a script appended to the service's log stream itself;
 * the position is kept in `published:<service>`. One replica publishes at a time. What fits none of the kinds is logged and
 * not published: nobody checked it when the script wrote it. Events of documents are signed, and were published with them.
 */
export function startStreamRelay(
  store: Store,
  redis: Redis,
  kinds: readonly EventDefinition[],
): Stop {
  const name = `stream-relay:${store.service}`
  const reader = secondConnection(redis)
  const stop = repeat({
    name,
    everyMs: 1_000,
    log: store.log,
    run: (signal) =>
      withLease(store.keys, { name, signal }, async (renew) => {
        while (await renew()) await publishNext({ store, redis, reader, kinds })
      }),
  })
  return async () => {
    const stopped = stop()
    // it would otherwise wait for the next entry
    reader.disconnect()
    await stopped
  }
}

type Relay = {
  readonly store: Store
  readonly redis: Redis
  readonly reader: Redis
  readonly kinds: readonly EventDefinition[]
}

/** Publishes one page, waiting for it a little when there is none. */
async function publishNext({ store, redis, reader, kinds }: Relay): Promise<void> {
  const position = `published:${store.service}`
  const after = (await redis.get(position)) ?? '0-0'
  const stream = `log:${store.service}`
  const pages = await reader.xread('COUNT', pageSize, 'BLOCK', blockMs, 'STREAMS', stream, after)
  for (const [id, fields] of pages?.[0]?.[1] ?? []) {
    const { event, reason } = checked(fields[fields.indexOf('event') + 1] ?? 'null', kinds)
    if (event?.signature === undefined && event) await store.publish(store.signatures.sign(event))
    else if (!event)
      store.log.error({ position: id, reason }, 'the log has an entry that fits no schema')
    await redis.set(position, id)
  }
}

type Checked = { readonly event?: CloudEvent; readonly reason?: string }

function checked(text: string, kinds: readonly EventDefinition[]): Checked {
  const { data: event, error } = CloudEvent.safeParse(JSON.parse(text))
  if (error) return { reason: schemaReason(error) }
  const kind = kinds.find(({ type }) => type === event.type)
  if (!kind) return { reason: `no such event: ${event.type}` }
  const data = kind.schema.safeParse(event.data)
  return data.success ? { event } : { reason: `${event.type}: ${schemaReason(data.error)}` }
}
