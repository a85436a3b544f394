import type { CloudEvent } from '@comptoir/contracts/event'
import type { Logger } from '@comptoir/service/observability/log'
import type { Context } from 'hono'
import { noteFailure } from '../host/metrics.ts'

/**
 * Acknowledges a forged event, so that it is neither delivered again nor kept as a dead letter that someone may replay. If
 * it is genuine after all (a key is missing here), it is found in the producer's log.
 */
export function refuseForged(c: Context, { id, type, source }: CloudEvent, log: Logger) {
  log.error({ event: id, type, source }, 'refused an event that its producer did not sign')
  noteFailure('forged event', c.req.path)
  return c.json({ status: 'SUCCESS' })
}
