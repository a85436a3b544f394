import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { CloudEvent, type EventDefinition } from '@comptoir/contracts/event'
import { findRedis } from '@comptoir/tools/provision/redis'
import { freePorts } from '@comptoir/tools/sandbox/sandbox'
import { Redis } from 'ioredis'
import { begunKey, createStock, fieldsOf, logKey } from '../src/stock/stock-store.ts'

type OwnRedis = { readonly redis: Redis; stop(): Promise<void> }

/** A real Redis of the test's own, that keeps nothing. */
async function startOwnRedis(): Promise<OwnRedis> {
  const folder = await mkdtemp(join(tmpdir(), 'stock-'))
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

export type OwnStock = Awaited<ReturnType<typeof startOwnStock>>

/** Stock on a Redis of its own, with what most tests do to it. */
export async function startOwnStock() {
  const { redis, stop } = await startOwnRedis()
  const stock = createStock(redis)

  function hold(id: string, quantity: number, holdSeconds = 60) {
    const lines = [{ sku: 'A', quantity }]
    return stock.reserve({ reservationId: id, orderId: `ord_${id}`, lines, holdSeconds })
  }

  /** Holds for a millisecond and waits until that is over: nothing sweeps. */
  async function holdThatRanOut(id: string, quantity: number) {
    await hold(id, quantity, 0.001)
    await sleep(5)
  }

  async function eventsOf({ type }: EventDefinition): Promise<CloudEvent[]> {
    const entries = await redis.xrange(logKey, '-', '+')
    const events = entries.map(([, fields]) =>
      CloudEvent.parse(JSON.parse(fieldsOf(fields)['event'] ?? '')),
    )
    return events.filter((event) => event.type === type)
  }

  return {
    redis,
    stock,
    stop,
    hold,
    holdThatRanOut,
    eventsOf,
    /** Begins a stock of nothing. */
    async empty() {
      await redis.flushall()
      await redis.set(begunKey, 'now')
    },
    put: (sku: string, onHand: number, lowThreshold?: number) =>
      stock.setItem(sku, {
        onHand,
        lowThreshold,
        mode: 'upsert',
        actor: 'staff-1',
        reason: 'count',
      }),
    secure: (id: string, quantity: number) =>
      stock.secure({ reservationId: id, orderId: `ord_${id}`, lines: [{ sku: 'A', quantity }] }),
    async levels(sku = 'A') {
      const { onHand, reserved, available } = await stock.readItem(sku)
      return { onHand, reserved, available }
    },
  }
}
