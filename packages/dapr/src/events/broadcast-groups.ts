import type { Logger } from '@comptoir/service/observability/log'
import type { Redis } from 'ioredis'
import { repeat, type Stop } from '../host/background.ts'

/** How Dapr names the consumer group of one start of a sidecar: `consumerID: {uuid}` of the component `broadcast`. */
const startedOnce = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/**
 * Deletes, every so many milliseconds, consumer groups that sidecars left behind on the broadcast topics: each start of a
 * sidecar makes a group of its own on each of them, and nobody deletes it.
 */
export function startGroupSweep(
  redis: Redis,
  { topics, everyMs, log }: { topics: readonly string[]; everyMs: number; log: Logger },
): Stop {
  const sweep = createGroupSweep(redis, topics, log)
  return repeat({ name: 'broadcast groups', everyMs, log, run: () => sweep() })
}

type Group = { readonly topic: string; readonly name: string; readonly lastDelivered: string }

/**
 * A sweep, to be repeated. A living sidecar reads an event within milliseconds: a group that left one unread since the
 * sweep before belongs to a sidecar that is gone. How long it is idle says nothing, since reads block without end.
 */
export function createGroupSweep(redis: Redis, topics: readonly string[], log: Logger) {
  let waiting = new Map<string, string>()

  return async function sweep(): Promise<void> {
    const now = new Map<string, string>()
    for (const group of (await Promise.all(topics.map(groupsOf))).flat()) {
      const next = await nextUnread(group)
      if (next === undefined) continue
      const key = `${group.topic} ${group.name}`
      if (waiting.get(key) !== next) now.set(key, next)
      else await remove(group)
    }
    waiting = now
  }

  async function groupsOf(topic: string): Promise<Group[]> {
    if ((await redis.exists(topic)) === 0) return []
    const groups = (await redis.xinfo('GROUPS', topic)) as unknown[][]
    return groups
      .map((group) => ({
        topic,
        name: fieldOf(group, 'name'),
        lastDelivered: fieldOf(group, 'last-delivered-id'),
      }))
      .filter(({ name }) => startedOnce.test(name))
  }

  async function nextUnread({ topic, lastDelivered }: Group): Promise<string | undefined> {
    const [entry] = await redis.xrange(topic, `(${lastDelivered}`, '+', 'COUNT', 1)
    return entry?.[0]
  }

  async function remove({ topic, name }: Group): Promise<void> {
    await redis.xgroup('DESTROY', topic, name)
    log.info({ topic, group: name }, 'deleted the consumer group of a sidecar that is gone')
  }
}

/** A field of an answer that lists names and values in turn. */
const fieldOf = (answer: readonly unknown[], name: string) =>
  String(answer[answer.indexOf(name) + 1])
