import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePorts } from '@comptoir/tools/sandbox/sandbox'
import { Redis } from 'ioredis'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findRedis } from '../provision/redis.ts'
import { restoreStock } from './stock-of-file.ts'

const tag = '{log:inventory}:'
let redis: Redis
let folder: string
let stop: () => Promise<void>

/** A Redis as the runner starts it, whose file has all that was written. */
beforeEach(async () => {
  const place = mkdtempSync(join(tmpdir(), 'comptoir-flush-'))
  const [port = 0] = await freePorts(1)
  const env = { ...process.env, REDIS_URL: '' }
  const source = await findRedis({ port, dataDir: place, env })
  if (source.kind !== 'own') throw new Error('the test needs a Redis of its own')
  const server = spawn(source.command, source.args, { stdio: 'ignore' })
  redis = new Redis(source.url, { retryStrategy: () => 50, maxRetriesPerRequest: null })
  redis.on('error', () => undefined)
  folder = join(place, 'redis')
  stop = async () => {
    redis.disconnect()
    server.kill()
    await once(server, 'exit')
    rmSync(place, { recursive: true, force: true })
  }
  await redis.ping()
})
afterEach(() => stop())

async function stockUp() {
  await redis.set(`${tag}begun`, 'then')
  await redis.hset(`${tag}item:A`, { onHand: 5, held: 1, low: 0, level: 'ok', version: 3 })
  await redis.set(`${tag}reservation:res_1`, '{"status":"secured"}')
  await redis.xadd(`${tag}movements:A`, '5-0', 'type', 'receipt', 'quantity', '5')
  await redis.xadd('log:inventory', '6-0', 'event', '{}')
  await redis.set('published:inventory', '6-0')
  await redis.set('sent:of-before', 'x')
}

describe('stock that Redis lost', () => {
  it('comes back as it was, and nothing else is touched', async () => {
    await stockUp()
    await redis.flushall()
    await redis.set('sent:orders', 'since')

    expect(await restoreStock(redis, folder)).toEqual({ items: 1, reservations: 1 })

    expect(await redis.hgetall(`${tag}item:A`)).toMatchObject({ onHand: '5', version: '3' })
    expect(await redis.xrange(`${tag}movements:A`, '-', '+')).toHaveLength(1)
    expect(await redis.mget('published:inventory', `${tag}begun`)).toEqual(['6-0', 'then'])
    expect(await redis.mget('sent:of-before', 'sent:orders')).toEqual([null, 'since'])
    await expect(restoreStock(redis, folder)).rejects.toThrow(/The stock is there/)
  })

  it('comes back from before the flush that took it, when there was another since', async () => {
    await stockUp()
    await redis.flushall()
    await redis.set('sent:orders', 'since')
    await redis.flushdb()
    expect(await restoreStock(redis, folder)).toEqual({ items: 1, reservations: 1 })
  })

  it('is not made up when no file has it', async () => {
    await redis.set('sent:orders', 'before')
    await expect(restoreStock(redis, folder)).rejects.toThrow(/No FLUSHALL/)
    await redis.flushall()
    await expect(restoreStock(redis, folder)).rejects.toThrow(/no stock before/)
  })
})
