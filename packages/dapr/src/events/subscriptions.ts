import type { EventDefinition } from '@comptoir/contracts/event'
import type { z } from '@hono/zod-openapi'
import type { Store } from '../documents/store.ts'

/** What a handler may know of an event beside its data. */
export type EventMeta = {
  readonly id: string
  readonly type: string
  readonly subject: string
  /** Version of the document that the event was written with: ignore events older than the version you know. */
  readonly version: number
  readonly time: string
}

export type Subscriber = {
  readonly definition: EventDefinition
  readonly handle: (data: unknown, meta: EventMeta) => Promise<unknown>
}

export type SubscriberOptions = {
  readonly store: Store
  readonly subscribers: readonly Subscriber[]
}

/**
 * Declares the handler of a kind of event. It may run twice and out of order.
 * @example on(OrderConfirmed, (order) => shipments.create(shipmentIdOf(order.orderId), plan(order)))
 */
export function on<T extends z.ZodType>(
  definition: EventDefinition<T>,
  handle: (data: z.output<T>, meta: EventMeta) => Promise<unknown>,
): Subscriber {
  return { definition, handle: (data, meta) => handle(data as z.output<T>, meta) }
}
