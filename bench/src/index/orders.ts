import type { CloudEvent } from '@comptoir/contracts/event'
import type { Finish } from '@comptoir/dapr/outbox/delivery-index'

/** A shopper orders so many times. */
const ordersEach = 10
/** With it an event has 1.5 kB, about what `OrderCreated` has with two lines. */
const padding = 'x'.repeat(1_150)

/** What the orders service tells Redis of its n-th order: entries of its indexes and the event that it publishes. */
export function orderEntries(n: number): Finish {
  const id = orderIdOf(n)
  const placedAt = 1_767_225_600_000 + n * 60_000
  const user = userOf(n)
  const keys = ['all', 'status:processing', `user:${user}`, `user:${user}:status:processing`]
  const event: CloudEvent = {
    ...{ specversion: '1.0', id: `${id}:1:0`, source: '/orders', subject: id },
    ...{ type: 'comptoir.orders.order-created.v1', time: new Date(placedAt).toISOString() },
    ...{ datacontenttype: 'application/json', aggregateversion: 1, data: { id, padding } },
  }
  return {
    document: `orders/${id}`,
    version: 1,
    events: [event],
    entries: [
      ...keys.map((key) => ({ index: 'of', key, score: placedAt })),
      { index: 'number', key: `CO-2026-${String(n).padStart(7, '0')}`, score: placedAt },
      { index: 'since', key: 'processing', score: placedAt },
    ],
    markers: [],
  }
}

const orderIdOf = (n: number) => `ord_01m8j2${n.toString(36).padStart(20, '0')}`

/** The id of who placed the n-th order. */
export const userOf = (n: number) =>
  `usr_01m8j2${Math.floor(n / ordersEach)
    .toString(36)
    .padStart(20, '0')}`
