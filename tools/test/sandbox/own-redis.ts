import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { findRedis } from '../../src/provision/redis.ts'
import { freePorts } from './sandbox.ts'

export type OwnRedis = { readonly redis: Redis; stop(): Promise<void> }

/** A real Redis of the test's own, that keeps nothing. */
export async function startOwnRedis(): Promise<OwnRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'own-redis-'))
  const [port = 0] = await freePorts(1)
  const env = { ...process.env, REDIS_URL: '' }
  const source = await findRedis({ port, dataDir: folder, env })
  if (source.kind !== 'own') throw new Error('the test needs a Redis of its own')
  const server = spawn(source.command, [...source.args, '--appendonly', 'no'], { stdio: 'ignore' })
  const redis = new Redis(source.url, { retryStrategy: () => 20, maxRetriesPerRequest: null })
  redis.on('error', () => undefined)
  await redis.ping()
  return {
    redis,
    async stop() {
      redis.disconnect()
      server.kill()
      await once(server, 'exit')
      await rm(folder, { recursive: true, force: true })
    },
  }
}
