import type { EventDefinition } from '@comptoir/contracts/event'
import { broadcasts, subscriptions } from '@comptoir/contracts/subscriptions'
import type { AppId } from '@comptoir/contracts/topology'
import type { z } from '@hono/zod-openapi'
import type { Store } from '../documents/store.ts'
import type { DeliveryWatch } from './delivery-watch.ts'

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
  readonly deliveryWatch?: DeliveryWatch
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

type Handled = {
  readonly subscribers: readonly Subscriber[]
  readonly broadcasts: readonly Subscriber[]
}

/**
 * Throws when a service handles other kinds of event than its sidecar subscribes to: a kind without a handler would be
 * delivered for nothing, a handler without a subscription would never run.
 */
export function checkWiring(appId: AppId, handled: Handled): void {
  const faults = [
    ...wiringFaults('subscriptions', subscriptions[appId] ?? [], handled.subscribers),
    ...wiringFaults('broadcasts', broadcasts[appId] ?? [], handled.broadcasts),
  ]
  if (faults.length > 0) throw new Error(`${appId}: ${faults.join('; ')}`)
}

/** Where a list of `packages/contracts/src/subscriptions.ts` and the handlers differ, as sentences. */
export function wiringFaults(
  list: 'subscriptions' | 'broadcasts',
  listed: readonly EventDefinition[],
  subscribers: readonly Subscriber[],
): string[] {
  const handled = subscribers.map(({ definition }) => definition)
  return [
    ...missing(listed, handled).map((type) => `no handler of ${type}, which its ${list} list`),
    ...missing(handled, listed).map((type) => `handles ${type}, which its ${list} do not list`),
  ]
}

function missing(kinds: readonly EventDefinition[], others: readonly EventDefinition[]): string[] {
  const known = new Set(others.map(({ type }) => type))
  return kinds.map(({ type }) => type).filter((type) => !known.has(type))
}
