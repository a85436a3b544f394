import { type AppId, appIds } from '@comptoir/contracts/topology'
import { allSubscriptions } from '../../resources/subscriptions.ts'
import { topicsPublished } from '../../resources/topic-scopes.ts'
import { partPassword, type Secrets } from '../../runner/plan/secrets.ts'
import { userNameOf } from '../part.ts'
import { streamOf, subjectsOf } from './jetstream-streams.ts'

type Key = Pick<Secrets, 'partsKey'>

/** Who makes streams and consumers; no sidecar logs in as this one. */
export const administrator = (secrets: Key) => ({
  name: 'comptoir_admin',
  password: partPassword(secrets, 'jetstream comptoir_admin'),
})

/** The user of one service. */
export const userOf = (appId: AppId, secrets: Key) => ({
  name: `comptoir_${userNameOf(appId)}`,
  password: partPassword(secrets, `jetstream ${appId}`),
})

/**
 * The users of a server of our own, as its settings have them. A service may publish its own kinds of event, and hear
 * and acknowledge what its consumers bring. Answers to all requests come to subjects that any of them may read: they
 * hold no events, but for broadcasts.
 */
export function jetstreamUsers(secrets: Key): object[] {
  const { name, password } = administrator(secrets)
  const services = appIds.map((appId) => {
    const user = userOf(appId, secrets)
    const publish = { allow: mayPublish(appId) }
    const subscribe = { allow: ['_INBOX.>', `${subjectsOf(appId)}.>`] }
    return { user: user.name, password: user.password, permissions: { publish, subscribe } }
  })
  return [{ user: name, password }, ...services]
}

/** Subjects of events, and of requests to the server (https://docs.nats.io/reference/reference-protocols/nats_api_reference). */
function mayPublish(appId: AppId): string[] {
  const heard = allSubscriptions().filter(({ scopes }) => scopes.includes(appId))
  return [
    ...topicsPublished(appId),
    '$JS.API.STREAM.NAMES',
    ...heard.flatMap(({ spec }) => {
      const stream = streamOf(spec.topic)
      return spec.pubsubname === 'pubsub' ? durable(stream, appId) : ofOneStart(stream)
    }),
  ]
}

const durable = (stream: string, appId: AppId) => [
  `$JS.API.CONSUMER.INFO.${stream}.${appId}`,
  `$JS.ACK.${stream}.${appId}.>`,
]

/**
 * Of a broadcast, whose consumer the sidecar makes under a name of its own. The component's client acknowledges what it
 * brings, which changes nothing there, and would fill the server's log with refusals.
 */
const ofOneStart = (stream: string) => [
  `$JS.API.CONSUMER.CREATE.${stream}`,
  `$JS.API.CONSUMER.CREATE.${stream}.>`,
  `$JS.API.CONSUMER.INFO.${stream}.*`,
  `$JS.ACK.${stream}.>`,
]
