import type { EventDefinition } from '@comptoir/contracts/event'
import {
  broadcasts,
  deadLetterTopic,
  liveServices,
  liveTopic,
  subscriptions,
} from '@comptoir/contracts/subscriptions'
import { type AppId, appIds } from '@comptoir/contracts/topology'

/** A Dapr Subscription resource, as far as ours go. */
export type Subscription = {
  apiVersion: 'dapr.io/v2alpha1'
  kind: 'Subscription'
  metadata: { name: string }
  spec: {
    pubsubname: string
    topic: string
    routes: { default: string }
    deadLetterTopic?: string
  }
  scopes: [AppId]
}

/**
 * Every subscription of the platform: the kinds of event of each consumer, its dead letters, its broadcasts.
 * Dead letters of one consumer share a topic of their own, so that only it stores and replays them.
 */
export function allSubscriptions(): Subscription[] {
  return appIds.flatMap((consumer) => [
    ...(subscriptions[consumer] ?? []).map((kind) => factSubscription(consumer, kind)),
    ...(subscriptions[consumer] ? [deadLetterSubscription(consumer)] : []),
    ...(broadcasts[consumer] ?? []).map((kind) => broadcastSubscription(consumer, kind)),
  ])
}

/** What a broker of live channels delivers: each service hears its own replicas. */
export function liveSubscriptions(): Subscription[] {
  return liveServices.map((appId) => {
    const routes = { default: '/events-live' }
    const spec = { pubsubname: 'live', topic: liveTopic(appId), routes }
    return subscription(`${appId}-live`, spec, appId)
  })
}

function factSubscription(consumer: AppId, { type }: EventDefinition): Subscription {
  const spec = {
    pubsubname: 'pubsub',
    topic: type,
    routes: { default: `/events/${type}` },
    deadLetterTopic: deadLetterTopic(consumer),
  }
  return subscription(`${consumer}-on-${nameOf(type)}`, spec, consumer)
}

function deadLetterSubscription(consumer: AppId): Subscription {
  const topic = deadLetterTopic(consumer)
  const spec = { pubsubname: 'pubsub', topic, routes: { default: '/events-dead' } }
  return subscription(`${consumer}-dead-letters`, spec, consumer)
}

function broadcastSubscription(consumer: AppId, { type }: EventDefinition): Subscription {
  const routes = { default: `/events/broadcast/${type}` }
  const spec = { pubsubname: 'broadcast', topic: type, routes }
  return subscription(`${consumer}-broadcast-on-${nameOf(type)}`, spec, consumer)
}

/** `orders-order-created` of `comptoir.orders.order-created.v1`; of a later version, with its number. */
const nameOf = (type: string) => type.replace(/\.v1$/, '').split('.').slice(1).join('-')

function subscription(name: string, spec: Subscription['spec'], consumer: AppId): Subscription {
  return {
    apiVersion: 'dapr.io/v2alpha1',
    kind: 'Subscription',
    metadata: { name },
    spec,
    scopes: [consumer],
  }
}
