import { type AppId, appIds, broadcasts, subscriptions } from '@comptoir/contracts/topology'

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
 * Every subscription of the platform: a consumer's topics, its dead letters, its broadcasts.
 * Dead letters of one consumer share a topic of their own, so that only it stores and replays them.
 */
export function allSubscriptions(): Subscription[] {
  return appIds.flatMap((consumer) => [
    ...(subscriptions[consumer] ?? []).map((topic) => factSubscription(consumer, topic)),
    ...(subscriptions[consumer] ? [deadLetterSubscription(consumer)] : []),
    ...(broadcasts[consumer] ?? []).map((topic) => broadcastSubscription(consumer, topic)),
  ])
}

function factSubscription(consumer: AppId, topic: string): Subscription {
  const spec = {
    pubsubname: 'pubsub',
    topic,
    routes: { default: `/events/${topic}` },
    deadLetterTopic: `dead-${consumer}`,
  }
  return subscription(`${consumer}-from-${topic}`, spec, consumer)
}

function deadLetterSubscription(consumer: AppId): Subscription {
  const topic = `dead-${consumer}`
  const spec = { pubsubname: 'pubsub', topic, routes: { default: '/events-dead' } }
  return subscription(`${consumer}-dead-letters`, spec, consumer)
}

function broadcastSubscription(consumer: AppId, topic: string): Subscription {
  const routes = { default: `/events/broadcast/${topic}` }
  const spec = { pubsubname: 'broadcast', topic, routes }
  return subscription(`${consumer}-broadcast-${topic}`, spec, consumer)
}

function subscription(name: string, spec: Subscription['spec'], consumer: AppId): Subscription {
  return {
    apiVersion: 'dapr.io/v2alpha1',
    kind: 'Subscription',
    metadata: { name },
    spec,
    scopes: [consumer],
  }
}
