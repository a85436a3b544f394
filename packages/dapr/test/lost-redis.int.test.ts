import { join } from 'node:path'
import { createLogger } from '@comptoir/service/observability/log'
import {
  type Sandbox,
  type SandboxPlace,
  type StateComponent,
  startSandbox,
} from '@comptoir/tools/sandbox/sandbox'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createCollection } from '../src/documents/documents.ts'
import { createStore } from '../src/documents/sidecar-store.ts'
import { startRescan } from '../src/outbox/rebuild-after-redis-loss.ts'
import { createDocumentList } from '../src/roster/document-list.ts'
import { createSidecar } from '../src/sidecar/sidecar.ts'
import { unsigned } from './memory-store.ts'

const sqlite = ({ folder }: SandboxPlace): StateComponent => ({
  type: 'state.sqlite',
  version: 'v1',
  metadata: { connectionString: `file:${join(folder, 'state.db')}` },
})
/** Another database of the same server stands for another server. */
const otherRedis = ({ redisPort }: SandboxPlace): StateComponent => ({
  type: 'state.redis',
  version: 'v1',
  metadata: { redisHost: `127.0.0.1:${redisPort}`, redisDB: '1' },
})

const event = (name: string) => ({ type: `comptoir.shipping.${name}.v1`, data: { name } })

describe.each([
  ['in a database', sqlite],
  ['in another Redis', otherRedis],
])('Redis is lost, and the documents lie %s', (_, state) => {
  let sandbox: Sandbox
  let redis: Redis
  let close: () => void

  beforeAll(async () => {
    sandbox = await startSandbox({ ownTopics: true, state, apps: [{ appId: 'shipping' }] })
    redis = new Redis(sandbox.redisUrl)
  })
  afterAll(async () => {
    close()
    redis.disconnect()
    await sandbox.stop()
  })

  /** The store as another process sees it. */
  function open() {
    const sidecar = createSidecar(sandbox.sidecar('shipping'))
    close = sidecar.close
    const log = createLogger('shipping', 'silent')
    const options = { sidecar, redis, service: 'shipping', log, signatures: unsigned } as const
    const store = createStore(options)
    const parcels = createCollection(store, {
      name: 'parcels',
      schema: z.object({ city: z.string() }),
      indexes: { byCity: ({ city }) => [{ key: city, score: 0 }] },
    })
    return { store, parcels }
  }

  const idsOf = (count: number) => Array.from({ length: count }, (_, n) => `p${n}`)

  it('makes the indexes again and publishes what nothing vouches for', async () => {
    const { store, parcels } = open()
    const ids = idsOf(150)
    await Promise.all(ids.map((id) => parcels.create(id, { city: 'Lyon' }, [event('made')])))
    await redis.flushdb()
    expect(await parcels.ids('byCity', 'Lyon')).toEqual([])
    const stop = startRescan(store, redis, [parcels], { everyMs: 100 })
    await expect.poll(() => parcels.count('byCity', 'Lyon')).toBe(150)
    const logged = (await store.ledger.read('0-0', 500)).map((entry) => entry.event.subject)
    expect(new Set(logged)).toEqual(new Set(ids))
    // a write may still land that was announced before the loss
    expect(await redis.exists('epoch:shipping')).toBe(0)
    await expect.poll(() => redis.exists('epoch:shipping'), { timeout: 30_000 }).toBe(1)
    await stop()
  })

  it('does not claim to have all while the list has a gap', async () => {
    const { store, parcels } = open()
    await parcels.create('after', { city: 'Metz' })
    await redis.flushdb()
    const state: typeof store.state = {
      ...store.state,
      read: async (key) => (key === 'roster:1' ? undefined : await store.state.read(key)),
      async readMany(keys) {
        return await store.state.readMany(keys.filter((key) => key !== 'roster:1'))
      },
    }
    const type = async () => 'state.other'
    const now = Date.now
    const documents = createDocumentList({
      type,
      redis,
      service: 'shipping',
      state,
      now,
      log: store.log,
    })
    let reason: string | undefined
    const stop = startRescan({ ...store, documents }, redis, [parcels], {
      everyMs: 50,
      report: (said) => {
        reason = said
      },
    })
    await expect.poll(() => reason).toBe('page 1 of the roster is missing')
    expect(await redis.exists('epoch:shipping')).toBe(0)
    await stop()
  })
})
