import type { EventDefinition } from '@comptoir/contracts/event'
import type { Logger } from '@comptoir/service/log'
import type { Env } from 'hono'
import type { OpenAPIHono, z } from '@hono/zod-openapi'
import type { Store } from './store.ts'

/** What a handler may know of an event beside its data. */
export type EventMeta = {
  readonly id: string
  readonly type: string
  readonly subject: string
  /** Version of the document that the event left with: ignore what is older than what you know. */
  readonly version: number
  readonly time: string
}

export type Subscriber = {
  readonly definition: EventDefinition
  readonly handle: (data: unknown, meta: EventMeta) => Promise<void>
}

export type SubscriberOptions = { store: Store; subscribers: readonly Subscriber[]; log: Logger }

export declare function on<T extends z.ZodType>(
  definition: EventDefinition<T>,
  handle: (data: z.output<T>, meta: EventMeta) => Promise<unknown>,
): Subscriber

export declare function attachSubscribers<E extends Env>(app: OpenAPIHono<E>, options: SubscriberOptions): void
