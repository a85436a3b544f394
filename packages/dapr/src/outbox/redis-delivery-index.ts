import { CloudEvent } from '@comptoir/contracts/event'
import type { Redis } from 'ioredis'
import type { Finish, IndexAddress, IndexHit, Ledger, Marker } from './delivery-index.ts'
import {
  finishScript,
  markScript,
  pageScript,
  repairScript,
  unmarkScript,
} from './delivery-index-scripts.ts'

type Run = (...args: (string | number)[]) => Promise<unknown>

/** About 1.5 kB an event: the log is bounded by size here, and by age by the relay. */
const logLimit = 50_000

/** The ledger of a service in Redis. */
export function createRedisLedger(redis: Redis, service: string): Ledger {
  const run = commandsOf(redis)
  const [pending, sent, log] = [`pending:${service}`, `sent:${service}`, `log:${service}`]
  const indexKey = ({ collection, index, key }: IndexAddress) =>
    `idx:${service}:${collection}:${index}:${key}`
  const documentOf = (address: IndexAddress, id: string) => `${address.collection}/${id}`

  return {
    mark: async (document, version) =>
      Number(await run.mark(pending, sent, Date.now(), document, `${document}@${version}`)),
    sent: async (document) => Number((await redis.hget(sent, document)) ?? 0),
    async finish(input) {
      const keys = [pending, sent, log, `entries:${service}`]
      await run.finish(...keys, ...finishArguments(input, `idx:${service}:`))
    },
    async pending(olderThanMs, { offset, limit }) {
      const before = Date.now() - olderThanMs
      const window = ['LIMIT', offset, limit] as const
      const flat = await redis.zrangebyscore(pending, 0, before, 'WITHSCORES', ...window)
      return pairsOf(flat).map(([name, at]) => markerOf(name, Number(at)))
    },
    async dropMarker({ document, version, at }) {
      await run.unmark(pending, `${document}@${version}`, at)
    },
    async page(address, { limit, order, after }) {
      const position = after ? [after.score, after.id] : []
      const prefix = `${address.collection}/`
      const flat = await run.page(indexKey(address), sent, prefix, order, limit, ...position)
      return hitsOf(flat as string[])
    },
    count: (address, { min = -Infinity, max = Infinity } = {}) =>
      redis.zcount(indexKey(address), bound(min), bound(max)),
    range: (address, { min = -Infinity, max = Infinity, limit = -1 }) =>
      redis.zrangebyscore(indexKey(address), bound(min), bound(max), 'LIMIT', 0, limit),
    async repair(address, { id, sent: seen }) {
      await run.repair(indexKey(address), sent, documentOf(address, id), id, seen)
    },
    async read(after, limit) {
      const entries = await redis.xrange(log, `(${after}`, '+', 'COUNT', limit)
      return entries.map(([position, fields]) => ({
        position,
        event: CloudEvent.parse(JSON.parse(fields[1] ?? 'null')),
      }))
    },
    async cutAt() {
      if ((await redis.xlen(log)) < logLimit) return undefined
      const [first] = await redis.xrange(log, '-', '+', 'COUNT', 1)
      return first?.[0]
    },
    async trim(olderThanMs) {
      await redis.xtrim(log, 'MINID', '~', Date.now() - olderThanMs)
    },
  }
}

const scripts = {
  mark: [2, markScript],
  finish: [4, finishScript],
  page: [2, pageScript],
  repair: [2, repairScript],
  unmark: [1, unmarkScript],
} as const

function commandsOf(redis: Redis): Record<keyof typeof scripts, Run> {
  const commands = Object.entries(scripts).map(([name, [numberOfKeys, lua]]) => {
    redis.defineCommand(`ledger_${name}`, { numberOfKeys, lua })
    return [name, Reflect.get(redis, `ledger_${name}`).bind(redis)]
  })
  return Object.fromEntries(commands)
}

function finishArguments(input: Finish, prefix: string) {
  const { document, version, events, entries, markers, again } = input
  const slash = document.indexOf('/')
  const names = entries.map(({ index, key }) => `${document.slice(0, slash)}:${index}:${key}`)
  return [
    document,
    document.slice(slash + 1),
    version,
    prefix,
    logLimit,
    again ? 1 : 0,
    markers.length,
    entries.length,
    ...markers.map((marker) => `${document}@${marker}`),
    ...entries.flatMap(({ score }, n) => [names[n] ?? '', score]),
    ...events.flatMap((event) => [event.aggregateversion, JSON.stringify(event)]),
  ]
}

function markerOf(name: string, at: number): Marker {
  const cut = name.lastIndexOf('@')
  return { document: name.slice(0, cut), version: Number(name.slice(cut + 1)), at }
}

function pairsOf(flat: string[]): [string, string][] {
  const pairs: [string, string][] = []
  for (let n = 0; n + 1 < flat.length; n += 2) pairs.push([flat[n] ?? '', flat[n + 1] ?? ''])
  return pairs
}

function hitsOf(flat: string[]): IndexHit[] {
  const hits: IndexHit[] = []
  for (let n = 0; n + 2 < flat.length; n += 3) {
    hits.push({ id: flat[n] ?? '', score: Number(flat[n + 1]), sent: Number(flat[n + 2]) })
  }
  return hits
}

function bound(score: number): string {
  if (Number.isFinite(score)) return String(score)
  return score > 0 ? '+inf' : '-inf'
}
