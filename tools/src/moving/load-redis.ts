import type { Redis } from 'ioredis'
import { UserError } from '../runner/screen/user-error.ts'
import { createContentSum, createRedisWriter, type RedisLine, readKey } from './redis-records.ts'
import { readLines } from './shop-archive.ts'

type Expected = { readonly sum: ReturnType<typeof createContentSum>; readonly line: RedisLine }

/**
 * Writes what Redis kept of a shop, and reads it again. Answers how many keys. What has expired since the export is left
 * out. Throws a UserError when a key does not hold what it held. Doing so again ends the same.
 */
export async function loadRedis(redis: Redis, file: string): Promise<number> {
  const write = createRedisWriter(redis)
  const expected = new Map<string, Expected>()
  for await (const one of readLines(file)) {
    const line = one as RedisLine
    if (isOver(line)) continue
    await write(line)
    const known = expected.get(line.key) ?? { sum: createContentSum(), line }
    known.sum.add(line)
    expected.set(line.key, known)
  }
  for (const [key, { sum, line }] of expected) {
    const held = createContentSum()
    for await (const own of readKey(redis, key)) held.add(own)
    if (held.text() !== sum.text() && !isOver(line))
      throw new UserError(`Redis: ${key} does not hold what it held`)
  }
  return expected.size
}

/** A key that ends within two minutes may end while it is written or read. */
const isOver = ({ expiresAtMs = Number.POSITIVE_INFINITY }: RedisLine) =>
  expiresAtMs < Date.now() + 120_000
