import type { CloudEvent } from '@comptoir/contracts/event'
import type { Logger } from '@comptoir/service/observability/log'
import type { Context } from 'hono'
import { noteFailure } from '../host/metrics.ts'

/**
 * Acknowledged, so that it neither comes again nor becomes a dead letter that someone may replay. Should it be genuine
 * after all (a key is missing here), the tail finds it in the producer's log.
 */
export function refuseForged(c: Context, { id, type, source }: CloudEvent, log: Logger) {
  log.error({ event: id, type, source }, 'refused an event that its producer did not sign')
  noteFailure('forged event', c.req.path)
  return c.json({ status: 'SUCCESS' })
}
