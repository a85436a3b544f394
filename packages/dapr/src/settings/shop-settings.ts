import { setTimeout as sleep } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import { SettingsChanged } from '@comptoir/contracts/admin/events'
import { readSetSettings } from '@comptoir/contracts/admin/internal-routes'
import {
  type Settings,
  SettingsNamespace,
  settingsNamespaces,
  settingsWith,
} from '@comptoir/contracts/admin/settings'
import type { Logger } from '@comptoir/service/observability/log'
import type { Redis } from 'ioredis'
import { z } from 'zod'
import { on, type Subscriber } from '../events/subscriptions.ts'
import { repeat, type Stop } from '../host/background.ts'
import type { Client } from '../sidecar/invoke.ts'

/** The settings of the shop as they are now, from memory. Ask at each use: they change while the process runs. */
export type CurrentSettings = () => Settings

export type ShopSettings = {
  readonly current: CurrentSettings
  /** Which version of each concern is in use here; none of what nobody has set. */
  versions(): ReadonlyMap<string, number>
  /** The broadcast that a change comes by. */
  readonly subscriber: Subscriber
  /** Reads what is set, waiting for admin a second at most, then follows it. */
  follow(log: Logger): Promise<Stop>
}

const SetNamespace = z.object({
  namespace: z.string(),
  version: z.int(),
  values: z.record(z.string(), z.unknown()),
})
type SetNamespace = z.infer<typeof SetNamespace>

export type LastKnown = {
  read(): Promise<SetNamespace[]>
  /** `gone`: concerns that are not set any more. */
  keep(known: readonly SetNamespace[], gone: readonly string[]): Promise<void>
}

type Options = {
  readonly initial: Settings
  readonly admin: Client
  readonly lastKnown: LastKnown
}

/** What a broadcast did not bring is found after this at the latest. */
const askEveryMs = 15_000
const startWithinMs = 1_000

/**
 * Settings in memory: a process starts with the initial values and what any process knew last, asks admin, and then hears of changes
 * by broadcast. While admin is down, what is known counts; of two broadcasts of a concern the higher version. What admin answers counts
 * over all of them, lower versions too: its store may have been restored from a backup.
 */
export function createShopSettings({ initial, admin, lastKnown }: Options): ShopSettings {
  const versions = new Map<string, SetNamespace>()
  /** Which change here was the last of each concern; they are counted. */
  const changedAt = new Map<string, number>()
  let changes = 0
  let current = initial

  function use(name: SettingsNamespace, news: SetNamespace | undefined): void {
    if (news) versions.set(name, news)
    else versions.delete(name)
    changes += 1
    changedAt.set(name, changes)
    current = { ...current, [name]: settingsWith(name, initial[name], news?.values ?? {}) }
  }

  function take(news: SetNamespace): boolean {
    const namespace = SettingsNamespace.safeParse(news.namespace)
    if (!namespace.success) return false
    if ((versions.get(news.namespace)?.version ?? 0) >= news.version) return false
    use(namespace.data, news)
    return true
  }

  /**
   * Of a concern that changed here while admin was asked, the answer may be the older one: then the higher version counts until
   * admin is asked again.
   */
  function takeAnswer(items: readonly SetNamespace[], askedAt: number): SettingsNamespace[] {
    const answered = new Map(items.map((item) => [item.namespace, item]))
    return settingsNamespaces.filter((name) => {
      const news = answered.get(name)
      if ((changedAt.get(name) ?? 0) > askedAt) return news !== undefined && take(news)
      if (isSame(news, versions.get(name))) return false
      use(name, news)
      return true
    })
  }

  const keep = (gone: readonly string[] = []) => lastKnown.keep([...versions.values()], gone)

  const ask = async () => {
    const askedAt = changes
    const { items } = await admin(readSetSettings, { retry: false, timeoutMs: 2_000 })
    const taken = takeAnswer(items, askedAt)
    if (taken.length > 0) await keep(taken.filter((name) => !versions.has(name)))
  }

  return {
    current: () => current,
    versions: () => new Map([...versions].map(([name, { version }]) => [name, version])),
    subscriber: on(SettingsChanged, async (news) => {
      if (take(news)) await keep()
    }),
    async follow(log) {
      const unread = (error: unknown) => log.warn({ err: error }, 'the last settings are not known')
      await lastKnown.read().then((known) => known.forEach(take), unread)
      const asked = ask().catch(() => log.info({}, 'admin does not say the settings yet'))
      await Promise.race([asked, sleep(startWithinMs, undefined, { ref: false })])
      return repeat({ name: 'settings', everyMs: askEveryMs, log, run: ask })
    },
  }
}

/** A restored store may come to the same version with other values. */
const isSame = (one: SetNamespace | undefined, other: SetNamespace | undefined): boolean =>
  one?.version === other?.version && isDeepStrictEqual(one?.values, other?.values)

const key = 'settings:last-known'

/** What any process of the platform knew last, in Redis: a process that starts while admin is down begins with it. */
export function createLastKnown(redis: Redis): LastKnown {
  return {
    async read() {
      const found = await redis.hgetall(key)
      return Object.values(found).flatMap((text) => {
        const known = SetNamespace.safeParse(JSON.parse(text))
        return known.success ? [known.data] : []
      })
    },
    async keep(known, gone) {
      const fields = known.map((one) => [one.namespace, JSON.stringify(one)])
      if (fields.length > 0) await redis.hset(key, Object.fromEntries(fields))
      if (gone.length > 0) await redis.hdel(key, ...gone)
    },
  }
}
