import { createHash } from 'node:crypto'
import { deadLetterTopic } from '@comptoir/contracts/subscriptions'
import { appIds } from '@comptoir/contracts/topology'
import type { Redis } from 'ioredis'
import { allEvents } from '../resources/topic-scopes.ts'
import { UserError } from '../runner/screen/user-error.ts'

/** A key of Redis, or a part of one that is long: the elements follow each other in lines of one key. */
export type RedisLine = {
  readonly key: string
  readonly type: 'string' | 'hash' | 'zset' | 'stream'
  /** One text; name and value; member and score; id, then names and values. */
  readonly elements: readonly (readonly string[])[]
  readonly expiresAtMs?: number
}

const elementsPerLine = 500
/** What ends sooner is a lease of a process that is gone. */
const shortestLifeMs = 60_000

const topics: ReadonlySet<string> = new Set([
  ...allEvents.map(({ type }) => type),
  ...appIds.map(deadLetterTopic),
])

/**
 * Whether a key is part of the shop. Documents and workflows (`<app id>||…`) are the store's; topics are the broker's,
 * whose messages consumers find again in the logs.
 */
function isRecord(key: string): boolean {
  const owner = key.indexOf('||')
  return !topics.has(key) && !(owner > 0 && appIds.some((appId) => appId === key.slice(0, owner)))
}

/** All that Redis keeps of a shop beside documents: stock, indexes, logs, what is sent and unsent, what was answered. */
export async function* readRedis(redis: Redis): AsyncGenerator<RedisLine> {
  for await (const keys of redis.scanStream({ count: 500 }))
    for (const key of new Set((keys as string[]).filter(isRecord))) yield* readKey(redis, key)
}

/** The lines of one key; none when it is not there, or is about to end. Throws a UserError for a type that we do not use. */
export async function* readKey(redis: Redis, key: string): AsyncGenerator<RedisLine> {
  const [type, lifeMs] = await Promise.all([redis.type(key), redis.pttl(key)])
  if (type === 'none' || (lifeMs >= 0 && lifeMs < shortestLifeMs)) return
  const expiry = lifeMs >= 0 ? { expiresAtMs: Date.now() + lifeMs } : {}
  if (type !== 'string' && type !== 'hash' && type !== 'zset' && type !== 'stream')
    throw new UserError(`Redis holds ${key}, a ${type}: it is not of this shop`)
  for await (const elements of readers[type](redis, key)) yield { key, type, elements, ...expiry }
}

type Elements = string[][]
type Read = (redis: Redis, key: string) => AsyncGenerator<Elements>

const readers: Readonly<Record<RedisLine['type'], Read>> = {
  async *string(redis, key) {
    const value = await redis.get(key)
    if (value !== null) yield [[value]]
  },
  async *hash(redis, key) {
    const fields = Object.entries(await redis.hgetall(key))
    for (let n = 0; n < fields.length; n += elementsPerLine)
      yield fields.slice(n, n + elementsPerLine)
  },
  async *zset(redis, key) {
    for (let n = 0; ; n += elementsPerLine) {
      const flat = await redis.zrange(key, String(n), String(n + elementsPerLine - 1), 'WITHSCORES')
      if (flat.length === 0) return
      yield pairsOf(flat)
    }
  },
  async *stream(redis, key) {
    for (let after = '-'; ; ) {
      const entries = await redis.xrange(key, after, '+', 'COUNT', elementsPerLine)
      const last = entries.at(-1)
      if (!last) return
      yield entries.map(([id, fields]) => [id, ...fields])
      after = `(${last[0]}`
    }
  },
}

function pairsOf(flat: readonly string[]): Elements {
  const pairs: Elements = []
  for (let n = 0; n + 1 < flat.length; n += 2) pairs.push([flat[n] ?? '', flat[n + 1] ?? ''])
  return pairs
}

/** Writes lines as they were read; the first of a key takes the place of what was there. */
export function createRedisWriter(redis: Redis) {
  let current: string | undefined
  return async (line: RedisLine): Promise<void> => {
    const { key, expiresAtMs } = line
    const batch = redis.pipeline()
    if (key !== current) batch.del(key)
    current = key
    for (const element of line.elements) batch.call(...commandOf(line, element))
    if (expiresAtMs !== undefined) batch.pexpireat(key, Math.round(expiresAtMs))
    const failed = (await batch.exec())?.find(([error]) => error)?.[0]
    if (failed) throw failed
  }
}

function commandOf({ key, type }: RedisLine, element: readonly string[]): [string, ...string[]] {
  const [first = '', second = ''] = element
  if (type === 'string') return ['SET', key, first]
  if (type === 'hash') return ['HSET', key, first, second]
  if (type === 'zset') return ['ZADD', key, second, first]
  return ['XADD', key, ...element]
}

/** A checksum of a key's content, whatever order its elements are read in. */
export function createContentSum() {
  const sum = Buffer.alloc(32)
  return {
    add({ type, elements }: RedisLine): void {
      for (const element of elements) {
        const hash = createHash('sha256')
          .update(JSON.stringify([type, ...element]))
          .digest()
        for (let n = 0; n < sum.length; n++) sum[n] = (sum[n] ?? 0) ^ (hash[n] ?? 0)
      }
    },
    text: () => sum.toString('hex'),
  }
}
