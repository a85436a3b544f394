import { z } from '@hono/zod-openapi'
import type { AppId } from './topology.ts'

/** A kind of event: who tells it, its CloudEvents type and the schema of its data. */
export type EventDefinition<T extends z.ZodType = z.ZodType> = {
  readonly producer: AppId
  /** Name in the requirements, for example `OrderCreated`. */
  readonly name: string
  /** CloudEvents type, for example `comptoir.orders.order-created.v1`; its topic has the same name. */
  readonly type: string
  /** What happened, in a sentence: for the published schemas. */
  readonly description: string
  readonly schema: T
}

/** An event that a rule wants to leave with its document; ids and times are added when it is written. */
export type NewEvent = {
  readonly type: string
  readonly data: unknown
  /** Of a kind that leaves with documents of several collections: it keeps the ids of their events apart. */
  readonly collection?: string
}

/**
 * Defines the events of a service. A name that ends with `V2` is the second version of an event, on a topic of its own.
 * @example const event = eventsOf('orders'); const OrderCreated = event('OrderCreated', OrderSnapshot, 'An order was placed.')
 */
export function eventsOf(producer: AppId) {
  return function event<T extends z.ZodType>(
    name: string,
    schema: T,
    description = '',
  ): EventDefinition<T> {
    const [, base = name, version = '1'] = /^(.+?)(?:V(\d+))?$/.exec(name) ?? []
    const kebab = base.replace(/(?<=[a-z])[A-Z]/g, (letter) => `-${letter}`).toLowerCase()
    const type = `comptoir.${producer}.${kebab}.v${version}`
    return { producer, name, type, description, schema }
  }
}

/** Makes an event of a kind; data that its schema refuses throw. */
export function newEvent<T extends z.ZodType>(
  kind: EventDefinition<T>,
  data: z.input<T>,
): NewEvent {
  return { type: kind.type, data: kind.schema.parse(data) }
}

/** The CloudEvents 1.0 envelope that travels and that a service's log keeps. */
export const CloudEvent = z.looseObject({
  specversion: z.literal('1.0'),
  id: z.string(),
  source: z.string(),
  type: z.string(),
  subject: z.string(),
  time: z.iso.datetime(),
  datacontenttype: z.literal('application/json').default('application/json'),
  /** Version of the document that the event left with; projections ignore older ones. */
  aggregateversion: z.coerce.number().int(),
  traceparent: z.string().optional(),
  data: z.unknown(),
})
export type CloudEvent = z.infer<typeof CloudEvent>
