import type { CloudEvent, NewEvent } from '@comptoir/contracts/event'
import { currentTrace } from '@comptoir/service/observability/trace'
import { z } from 'zod'

/** How a document is stored: with the events that have not left for sure and the ids of its last writes. */
export const Envelope = z.object({
  version: z.int().min(1),
  data: z.unknown(),
  outbox: z.array(z.custom<CloudEvent>()),
  /** Ids of the last writes: a write that timed out but landed is recognised. */
  writes: z.array(z.string()),
  /** A tombstone: the document was removed at this version. */
  deleted: z.literal(true).optional(),
  /** The trace that the document was made in: what changes it outside of any trace belongs to that one. */
  traceparent: z.string().optional(),
})
export type Envelope = z.infer<typeof Envelope>

const writesKept = 8

/** What a rule decided about a document. */
export type Decision = {
  readonly data: unknown
  readonly events: readonly NewEvent[]
  readonly deleted?: true
}

export type NextOptions = {
  readonly service: string
  readonly id: string
  readonly version: number
  readonly sent: number
  readonly writeId: string
  readonly nowMs: number
  readonly sign: (event: CloudEvent) => CloudEvent
}

/** The envelope of the next version: its outbox carries every event newer than `sent`, then the new ones. */
export function nextEnvelope(
  current: Envelope | undefined,
  decision: Decision,
  options: NextOptions,
): Envelope {
  const unsent = unsentOf(current, options.sent)
  const own = current?.traceparent
  const traceparent = currentTrace()?.traceparent ?? own
  const fresh = decision.events.map((event, n) => toCloudEvent(event, n, options, traceparent))
  return {
    version: options.version,
    data: decision.data,
    outbox: [...unsent, ...fresh],
    writes: [...(current?.writes ?? []), options.writeId].slice(-writesKept),
    ...(decision.deleted ? { deleted: true } : {}),
    ...(traceparent && { traceparent: own ?? traceparent }),
  }
}

/** The events of the outbox that are newer than `sent`, in order. */
export function unsentOf(envelope: Envelope | undefined, sent: number): CloudEvent[] {
  return envelope?.outbox.filter((event) => event.aggregateversion > sent) ?? []
}

function toCloudEvent(
  event: NewEvent,
  n: number,
  options: NextOptions,
  traceparent: string | undefined,
): CloudEvent {
  const document = event.collection ? `${event.collection}/${options.id}` : options.id
  return options.sign({
    specversion: '1.0',
    id: `${document}:${options.version}:${n}`,
    source: options.service,
    type: event.type,
    subject: options.id,
    time: new Date(options.nowMs).toISOString(),
    datacontenttype: 'application/json',
    aggregateversion: options.version,
    ...(traceparent && { traceparent }),
    data: event.data,
  })
}
