import { CloudEvent } from '@comptoir/contracts/event'
import type { Context } from 'hono'
import type { Store } from '../documents/store.ts'
import { noteFailure } from '../host/metrics.ts'
import { schemaReason } from './schema-reason.ts'

/** What tells an event from every other. */
export type EventName = Pick<CloudEvent, 'id' | 'source' | 'type'>

/** The same as a part of keys. */
export const nameOf = ({ source, type, id }: EventName): string => `${source}:${type}:${id}`

/**
 * The event that the sidecar delivers; nothing when the body is not an envelope of ours, which no repetition changes. That is
 * logged, and not kept as a dead letter: nobody signed it, so it could not be replayed.
 */
export async function deliveredEvent(c: Context, { log }: Store): Promise<CloudEvent | undefined> {
  const body: unknown = await c.req.json().catch(() => undefined)
  const { data, error } = CloudEvent.safeParse(body)
  if (error) {
    log.error({ path: c.req.path, reason: schemaReason(error) }, 'dropped what is no event of ours')
    noteFailure('unreadable event', c.req.path)
  }
  return data
}

/**
 * Acknowledges a forged event, so that it is neither delivered again nor kept as a dead letter that someone may replay. If
 * it is genuine after all (a key is missing here), it is found in the producer's log.
 */
export function refuseForged(c: Context, { id, type, source }: CloudEvent, { log }: Store) {
  log.error({ event: id, type, source }, 'refused an event that its producer did not sign')
  noteFailure('forged event', c.req.path)
  return c.json({ status: 'SUCCESS' })
}
