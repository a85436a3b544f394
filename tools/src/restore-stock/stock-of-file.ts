import type { Redis } from 'ioredis'
import { createRedisWriter, readKey } from '../moving/redis-records.ts'
import { UserError } from '../runner/screen/user-error.ts'
import { cutsOf, withRedisBefore } from './redis-before-flush.ts'

/** As `services/inventory/src/stock/stock-store.ts` names them: the log is the hash tag of all. */
const log = 'log:inventory'
const tag = `{${log}}:`
const begun = `${tag}begun`
/** The relay's place in that log. */
const others = [log, 'published:inventory']

/**
 * Copies the stock into a Redis that lost it, from the append-only file in a data folder: as it was before the last flush
 * that took a stock. Throws a UserError when the stock is there, or no file has it.
 */
export async function restoreStock(redis: Redis, folder: string) {
  if (await redis.exists(begun)) throw new UserError('The stock is there: nothing was restored')
  for (const cut of cutsOf(folder)) {
    const restored = await withRedisBefore(folder, cut, (before) => copyStock(before, redis))
    if (restored) return restored
  }
  throw new UserError(`The files of ${folder} have no stock before a FLUSHALL`)
}

/** Undefined when there is no stock. The mark that opens the stock is written last. */
async function copyStock(from: Redis, to: Redis) {
  const keys: string[] = []
  for await (const page of from.scanStream({ match: `${tag}*`, count: 1_000 }))
    keys.push(...(page as string[]))
  const own = [...new Set(keys)].filter((key) => key !== begun)
  if (own.length === 0) return undefined
  const write = createRedisWriter(to)
  for (const key of [...own, ...others])
    for await (const line of readKey(from, key)) await write(line)
  await to.set(begun, (await from.get(begun)) ?? new Date().toISOString())
  const count = (kind: string) => own.filter((key) => key.startsWith(`${tag}${kind}:`)).length
  return { items: count('item'), reservations: count('reservation') }
}
