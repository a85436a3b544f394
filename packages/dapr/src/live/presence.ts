import { randomUUID } from 'node:crypto'
import type { AppId } from '@comptoir/contracts/topology'
import type { Logger } from '@comptoir/service/observability/log'
import type { Redis } from 'ioredis'
import { repeat, type Stop } from '../host/background.ts'

/** Who is where, until a time; nothing that outlives its connection. */
export type PresenceStore = {
  set(place: string, member: string, untilMs: number): Promise<void>
  remove(place: string, member: string): Promise<void>
  /** Members that are there after a time. */
  list(place: string, nowMs: number): Promise<string[]>
}

export type Presence = ReturnType<typeof createPresence>

type Options = { readonly store: PresenceStore; readonly clock: () => Date; readonly log: Logger }

const refreshMs = 15_000
/** A replica that was killed leaves nobody online for longer. */
const keptMs = 3 * refreshMs

/** A place that nobody renews is forgotten after a minute. */
const forgottenMs = 60_000

/**
 * Who is where, for all replicas of a service.
 * @example createPresence({ store: sharedPresence(host, 'support'), clock, log })
 */
export function sharedPresence({ redis }: { readonly redis: Redis }, appId: AppId): PresenceStore {
  const keyOf = (place: string) => `presence:${appId}:${place}`
  return {
    async set(place, member, untilMs) {
      const key = keyOf(place)
      await redis.multi().zadd(key, untilMs, member).pexpire(key, forgottenMs).exec()
    },
    async remove(place, member) {
      await redis.zrem(keyOf(place), member)
    },
    list: (place, nowMs) => redis.zrangebyscore(keyOf(place), nowMs, '+inf'),
  }
}

/** Who has a page open, over all devices and replicas: what is there expires unless it is renewed. */
export function createPresence({ store, clock, log }: Options) {
  const here = new Map<string, { place: string; member: string }>()
  const until = () => clock().getTime() + keptMs

  async function who(place: string): Promise<Set<string>> {
    const members = await store.list(place, clock().getTime())
    return new Set(members.map((member) => member.slice(0, member.lastIndexOf('|'))))
  }

  return {
    who,
    /** Somebody is there until the returned function is called; it says whether they are there by another device still. */
    async enter(place: string, name: string): Promise<() => Promise<boolean>> {
      const id = randomUUID()
      const member = `${name}|${id}`
      here.set(id, { place, member })
      await store.set(place, member, until()).catch((error: unknown) => {
        // nobody will take away who did not come in: it must not be renewed
        here.delete(id)
        throw error
      })
      return async () => {
        here.delete(id)
        await store.remove(place, member)
        return (await who(place)).has(name)
      }
    },
    /** Renews all that are here. */
    start: (): Stop =>
      repeat({
        ...{ name: 'presence', everyMs: refreshMs, log },
        run: () =>
          Promise.all(
            [...here.values()].map(({ place, member }) => store.set(place, member, until())),
          ),
      }),
  }
}
