import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startSandbox } from '@comptoir/tools/sandbox/sandbox'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collect } from '../../test/async-lists.ts'
import { loadRedis } from './load-redis.ts'
import { readRedis } from './redis-records.ts'
import { writeLines } from './shop-archive.ts'

describe('what Redis keeps of a shop', () => {
  let sandbox: Awaited<ReturnType<typeof startSandbox>>
  let [from, to]: Redis[] = []

  beforeAll(async () => {
    sandbox = await startSandbox({ apps: [] })
    from = new Redis(`${sandbox.redisUrl}/1`)
    to = new Redis(`${sandbox.redisUrl}/2`)
  })
  afterAll(async () => {
    from?.disconnect()
    to?.disconnect()
    await sandbox.stop()
  })

  it('is the same in another Redis, also when it is imported twice', async () => {
    if (!from || !to) throw new Error('no Redis')
    const fields = Array.from({ length: 1_200 }, (_, n) => [`orders/ord_${n}`, String(n)])
    await from.hset('sent:orders', Object.fromEntries(fields))
    await from.zadd('idx:orders:orders:of:all', 1_795_938_440_692, 'ord_1', '0.5', 'ord_é')
    await from.xadd('log:orders', '5-1', 'event', '{"id":"a"}')
    await from.xadd('log:orders', '7-0', 'event', '{"id":"b"}', 'more', 'x')
    await from.set('published:inventory', '5-1')
    await from.set('idem:a', 'answer', 'PX', 3_600_000)
    await from.set('tail:orders:billing', 'a lease', 'PX', 15_000)
    await from.hset('orders||orders:ord_1', 'data', '{}')
    await from.xadd('comptoir.orders.order-created.v1', '*', 'data', '{}')
    const file = join(mkdtempSync(join(tmpdir(), 'comptoir-redis-')), 'redis.jsonl')
    await writeLines(file, readRedis(from))

    for (const _ of ['once', 'again']) expect(await loadRedis(to, file)).toBe(5)

    expect((await to.keys('*')).toSorted()).toEqual([
      'idem:a',
      'idx:orders:orders:of:all',
      'log:orders',
      'published:inventory',
      'sent:orders',
    ])
    expect(await to.hgetall('sent:orders')).toEqual(Object.fromEntries(fields))
    expect(await to.zrange('idx:orders:orders:of:all', '0', '-1', 'WITHSCORES')).toEqual(
      await from.zrange('idx:orders:orders:of:all', '0', '-1', 'WITHSCORES'),
    )
    expect(await to.xrange('log:orders', '-', '+')).toEqual(
      await from.xrange('log:orders', '-', '+'),
    )
    expect(await to.pttl('idem:a')).toBeGreaterThan(3_500_000)
  })

  it('is refused when Redis holds something else', async () => {
    if (!from) throw new Error('no Redis')
    await from.sadd('somebody', 'else')
    const all = collect(readRedis(from))
    await expect(all).rejects.toThrow(/Redis holds somebody, a set/)
  })
})
