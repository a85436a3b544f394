import { globSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { EventDefinition } from '@comptoir/contracts/event'
import {
  broadcasts,
  deadLetterTopic,
  liveServices,
  liveTopic,
  subscriptions,
} from '@comptoir/contracts/subscriptions'
import { type AppId, appIds } from '@comptoir/contracts/topology'
import { checkout } from '../runner/plan/layout.ts'
import { allSubscriptions } from './subscriptions.ts'

const contracts = join(checkout, 'packages', 'contracts', 'src')
const files = globSync('*/events.ts', { cwd: contracts })
const modules: readonly object[] = await Promise.all(
  files.map((file) => import(pathToFileURL(join(contracts, file)).href)),
)

/** Every kind of event that a service tells, whoever listens. */
export const allEvents: readonly EventDefinition[] = modules
  .flatMap((exported) => Object.values(exported).filter(isEventDefinition))
  .toSorted((one, other) => (one.type < other.type ? -1 : 1))

function isEventDefinition(value: unknown): value is EventDefinition {
  return typeof value === 'object' && value !== null && 'producer' in value && 'schema' in value
}

/** Metadata of a pub/sub component: which topics there are, and which app may publish and read which. */
export type TopicScopes = {
  readonly allowedTopics: string
  readonly protectedTopics: string
  readonly publishingScopes: string
  readonly subscriptionScopes: string
}

/**
 * Each app publishes its own kinds, and its sidecar what the app could not handle; each reads what it subscribes to.
 * All topics are protected: without that, an app for which no topic is listed may use them all.
 */
export function pubsubScopes(): TopicScopes {
  return scopesOf(topicsPublished, (appId) => topicsRead(appId, 'pubsub'))
}

/** What the sidecar of a service publishes: its own kinds of event, and its dead letters. */
export const topicsPublished = (appId: AppId): string[] => [
  ...allEvents.filter(({ producer }) => producer === appId).map(({ type }) => type),
  ...(subscriptions[appId] ? [deadLetterTopic(appId)] : []),
]

/** Nobody publishes through the broadcast component: it reads the topics that the other one fills. */
export function broadcastScopes(): TopicScopes {
  return scopesOf(
    () => [],
    (appId) => topicsRead(appId, 'broadcast'),
  )
}

/** Whose sidecars load the broadcast component: one that does not read it would only hold connections. */
export const broadcastReaders: readonly AppId[] = appIds.filter((appId) => broadcasts[appId])

/** Each service with live channels tells its own replicas. */
export function liveScopes(): TopicScopes {
  const own = (appId: AppId) => (liveServices.includes(appId) ? [liveTopic(appId)] : [])
  return scopesOf(own, own)
}

const topicsRead = (appId: AppId, component: string): string[] =>
  allSubscriptions()
    .filter(({ scopes, spec }) => scopes.includes(appId) && spec.pubsubname === component)
    .map(({ spec }) => spec.topic)

type TopicsOf = (appId: AppId) => readonly string[]

function scopesOf(mayPublish: TopicsOf, mayRead: TopicsOf): TopicScopes {
  const topics = appIds.flatMap((appId) => [...mayPublish(appId), ...mayRead(appId)])
  const all = [...new Set(topics)].toSorted().join()
  const listed = (topicsOf: TopicsOf) =>
    appIds.map((appId) => `${appId}=${topicsOf(appId).join()}`).join(';')
  return {
    allowedTopics: all,
    protectedTopics: all,
    publishingScopes: listed(mayPublish),
    subscriptionScopes: listed(mayRead),
  }
}
