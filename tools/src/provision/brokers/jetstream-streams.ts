import type { AppId } from '@comptoir/contracts/topology'
import {
  AckPolicy,
  DeliverPolicy,
  DiscardPolicy,
  type JetStreamManager,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream'
import { connect, nanos } from '@nats-io/transport-node'
import { allSubscriptions } from '../../resources/subscriptions.ts'
import { allTopics, retentionMs } from './topics.ts'

/** Longer than the whole inbound retry (120 times 1 s), or a message is worked on twice. */
const ackWaitMs = 180_000
/**
 * How many messages of a kind may be with the replicas of a consumer, the server's default. A replica that ends drops
 * what it had not begun; until `ackWaitMs` is over this counts, so a small number would stop the consumer.
 */
const maxPending = 1_000
/** What a cluster of servers keeps, so that one of them may be lost. */
const copiesInCluster = 3

/** The stream that keeps a topic: names of streams have no dots. */
export const streamOf = (topic: string): string => topic.replaceAll('.', '-')

/** What the server delivers to a service comes to subjects that begin so. */
export const subjectsOf = (appId: AppId): string => `deliver.${appId}`

/**
 * Makes the streams that are missing, one for each topic, and the durable consumers of each service; answers the topics
 * whose stream was made. Sidecars would make the consumers, too, but two replicas that start at once take one from the
 * other.
 * @example await makeStreams('nats://admin:secret@127.0.0.1:4222')
 */
export async function makeStreams(url: string): Promise<string[]> {
  const connection = await connect(serversOf(url))
  try {
    const manager = await jetstreamManager(connection)
    const copies = connection.info?.cluster ? copiesInCluster : 1
    const made = await makeMissing(manager, copies)
    await makeConsumers(manager)
    return made
  } finally {
    await connection.close()
  }
}

/** Addresses as the component takes them, for a client that wants who logs in beside them. */
export function serversOf(url: string) {
  const servers = url.split(',').map((address) => new URL(address.trim()))
  const [{ username, password, protocol } = new URL(url)] = servers
  const login = password
    ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
    : username && { token: decodeURIComponent(username) }
  return {
    servers: servers.map(({ hostname, port }) => `${hostname}:${port || '4222'}`),
    ...login,
    ...(protocol === 'tls:' && { tls: {} }),
  }
}

async function makeMissing(manager: JetStreamManager, copies: number): Promise<string[]> {
  const there = new Set<string>()
  for await (const name of manager.streams.names()) there.add(name)
  const missing = allTopics.filter((topic) => !there.has(streamOf(topic)))
  for (const topic of missing) {
    await manager.streams.add({
      ...{ name: streamOf(topic), subjects: [topic], num_replicas: copies },
      ...{ storage: StorageType.File, retention: RetentionPolicy.Limits },
      ...{ discard: DiscardPolicy.Old, max_age: nanos(retentionMs) },
    })
  }
  return missing
}

async function makeConsumers(manager: JetStreamManager): Promise<void> {
  const lasting = allSubscriptions().filter(({ spec }) => spec.pubsubname === 'pubsub')
  for (const { scopes, spec } of lasting) {
    const [appId] = scopes
    const stream = streamOf(spec.topic)
    const there = await manager.consumers.list(stream).next()
    if (there.some(({ name }) => name === appId)) continue
    await manager.consumers.add(stream, {
      ...{ durable_name: appId, deliver_group: appId, filter_subject: spec.topic },
      deliver_subject: `${subjectsOf(appId)}.${spec.topic}`,
      ...{ deliver_policy: DeliverPolicy.All, ack_policy: AckPolicy.Explicit },
      ...{ ack_wait: nanos(ackWaitMs), max_ack_pending: maxPending },
    })
  }
}
