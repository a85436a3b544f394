import { silentLog } from '@comptoir/service/test/silent-log'
import { type Sandbox, startSandbox } from '@comptoir/tools/sandbox/sandbox'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Collection, createCollection } from '../src/documents/documents.ts'
import { createStore } from '../src/documents/sidecar-store.ts'
import type { Store } from '../src/documents/store.ts'
import { rescan, startRescan } from '../src/outbox/rebuild-after-redis-loss.ts'
import { createBlobs } from '../src/sidecar/blobs.ts'
import { createSidecar, type Sidecar } from '../src/sidecar/sidecar.ts'
import { unsigned } from './memory-store.ts'

const Parcel = z.object({ city: z.string(), weight: z.int() })
type Parcel = z.infer<typeof Parcel>

let sandbox: Sandbox
let redis: Redis
let sidecar: Sidecar
let store: Store
let parcels: Collection<Parcel>

beforeAll(async () => {
  sandbox = await startSandbox({ ownTopics: true, apps: [{ appId: 'shipping' }] })
  redis = new Redis(sandbox.redisUrl)
  sidecar = createSidecar(sandbox.sidecar('shipping'))
  store = createStore({
    ...{ sidecar, redis, service: 'shipping' },
    ...{ log: silentLog(), signatures: unsigned },
  })
  parcels = createCollection(store, {
    name: 'parcels',
    schema: Parcel,
    indexes: { byCity: ({ city, weight }) => [{ key: city, score: weight }] },
  })
})

afterAll(async () => {
  redis.disconnect()
  sidecar.close()
  await sandbox.stop()
})

const event = (name: string) => ({ type: `comptoir.shipping.${name}.v1`, data: { name } })
const logged = async () => (await store.ledger.read('0-0', 500)).map((entry) => entry.event.id)

describe('documents on a real store', () => {
  it('creates once, and tells the second that it exists', async () => {
    const first = await parcels.create('p1', { city: 'Lyon', weight: 3 }, [event('made')])
    const second = await parcels.create('p1', { city: 'Nice', weight: 9 }, [event('made')])
    expect(first.created).toBe(true)
    expect(second).toEqual({ created: false, document: first.document })
    expect(await logged()).toContain('p1:1:0')
    expect(await redis.zcard('pending:shipping')).toBe(0)
  })

  it('applies every one of many concurrent changes, each with its event, in order', async () => {
    await parcels.create('p2', { city: 'Lyon', weight: 0 })
    const others = createCollection(store, { name: 'parcels', schema: Parcel })
    const heavier = (data: Parcel) => ({
      next: { ...data, weight: data.weight + 1 },
      events: [event('grew')],
    })
    const writers = Array.from({ length: 8 }, (_, n) => (n % 2 ? parcels : others))
    await Promise.all(writers.map((writer) => writer.update('p2', heavier)))
    const document = await parcels.get('p2')
    expect(document).toMatchObject({ version: 9, data: { weight: 8 } })
    const own = (await logged()).filter((id) => id.startsWith('p2:'))
    expect(own).toEqual([2, 3, 4, 5, 6, 7, 8, 9].map((version) => `p2:${version}:0`))
  })

  it('lists by index, page by page, both ways, with ties', async () => {
    const weights = [5, 1, 1, 1, 7]
    const ids = weights.map((_, n) => `paris/${n}`)
    await Promise.all(
      weights.map((weight, n) => parcels.create(ids[n] ?? '', { city: 'Paris', weight })),
    )
    const seen: string[] = []
    let cursor: string | undefined
    do {
      const page = await parcels.list('byCity', 'Paris', { limit: 2, cursor, order: 'desc' })
      seen.push(...page.items.map(({ id }) => id))
      cursor = page.nextCursor
    } while (cursor)
    expect(seen).toEqual(['paris/4', 'paris/0', 'paris/3', 'paris/2', 'paris/1'])
    const light = await parcels.ids('byCity', 'Paris', { max: 1 })
    expect(light).toEqual(['paris/1', 'paris/2', 'paris/3'])
  })

  it('keeps a cursor good when its entry has left the index', async () => {
    const first = await parcels.list('byCity', 'Paris', { limit: 2 })
    await parcels.update('paris/2', (data) => ({ next: { ...data, city: 'Rome' } }))
    const second = await parcels.list('byCity', 'Paris', { limit: 5, cursor: first.nextCursor })
    expect(second.items.map(({ id }) => id)).toEqual(['paris/3', 'paris/0', 'paris/4'])
    expect(await parcels.count('byCity', 'Paris')).toBe(4)
  })

  it('leaves a tombstone, and goes on from its version when the document comes back', async () => {
    await parcels.create('p3', { city: 'Metz', weight: 1 })
    expect(await parcels.remove('p3', () => ({ events: [event('gone')] }))).toBe(true)
    expect(await parcels.remove('p3')).toBe(false)
    expect(await parcels.get('p3')).toBeUndefined()
    expect(await parcels.count('byCity', 'Metz')).toBe(0)
    const again = await parcels.create('p3', { city: 'Metz', weight: 2 }, [event('made')])
    expect(again).toMatchObject({ created: true, document: { version: 3 } })
    expect(await logged()).toEqual(expect.arrayContaining(['p3:2:0', 'p3:3:0']))
  })

  it('takes ids that a path or a store would read as syntax', async () => {
    const id = 'a/b||c?d#e%2F é@x.fr'
    await parcels.create(id, { city: 'Brest', weight: 1 })
    expect((await parcels.get(id))?.id).toBe(id)
    expect((await parcels.list('byCity', 'Brest')).items.map((item) => item.id)).toEqual([id])
  })

  it('forgets an expired document, repairs its index, and never reuses its versions', async () => {
    const short = createCollection(store, {
      name: 'short',
      schema: Parcel,
      ttlSeconds: 1,
      indexes: { all: () => [{ key: 'all', score: 0 }] },
    })
    await short.create('s1', { city: 'Lille', weight: 1 }, [event('made')])
    await expect.poll(() => short.get('s1'), { timeout: 5_000 }).toBeUndefined()
    expect((await short.list('all', 'all')).items).toEqual([])
    expect(await short.count('all', 'all')).toBe(0)
    const again = await short.create('s1', { city: 'Lille', weight: 2 }, [event('made')])
    expect(again).toMatchObject({ created: true, document: { version: 2 } })
    expect(await logged()).toContain('s1:2:0')
  })

  it('refuses a stale version', async () => {
    const write = parcels.update('p1', (data) => ({ next: data }), { ifVersion: 7 })
    await expect(write).rejects.toMatchObject({ code: 'precondition_failed' })
  })
})

describe('blobs behind the binding', () => {
  it('keeps any bytes, by their hash', async () => {
    const blobs = createBlobs(sidecar)
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, n) => n))
    const { sha256 } = await blobs.put(bytes)
    expect(await blobs.get(sha256)).toEqual(bytes)
    expect(await blobs.get('0'.repeat(64))).toBeUndefined()
  })
})

describe('a rescan', () => {
  it('makes indexes again, and publishes what nothing vouches for, when Redis forgot both', async () => {
    const id = 'lost & found/é'
    await parcels.create(id, { city: 'Dijon', weight: 4 }, [event('made')])
    await redis.del('sent:shipping', 'entries:shipping', 'log:shipping', 'pending:shipping')
    await redis.del('idx:shipping:parcels:byCity:Dijon')
    await rescan(store, [parcels])
    expect((await parcels.list('byCity', 'Dijon')).items.map((item) => item.id)).toEqual([id])
    expect(await logged()).toContain(`${id}:1:0`)
    await redis.del('idx:shipping:parcels:byCity:Dijon')
    await startRescan(store, redis, [parcels])()
    await expect.poll(() => redis.exists('epoch:shipping')).toBe(0)
    const stop = startRescan(store, redis, [parcels])
    await expect.poll(() => redis.exists('epoch:shipping')).toBe(1)
    await stop()
    expect(await parcels.ids('byCity', 'Dijon')).toEqual([id])
    expect((await logged()).filter((logId) => logId.startsWith(id))).toHaveLength(1)
  })
  it('is made again after it failed, and when Redis is lost under a running service', async () => {
    await parcels.create('kept', { city: 'Metz', weight: 4 })
    await redis.del('epoch:shipping', 'sent:shipping', 'entries:shipping')
    let failures = 1
    const state: typeof store.state = {
      ...store.state,
      async readMany(keys) {
        if (failures-- > 0) throw new Error('no answer')
        return await store.state.readMany(keys)
      },
    }
    const stop = startRescan({ ...store, state }, redis, [parcels], { everyMs: 50 })
    await expect.poll(() => redis.exists('epoch:shipping')).toBe(1)
    await redis.del('epoch:shipping', 'sent:shipping', 'entries:shipping')
    await redis.del('idx:shipping:parcels:byCity:Metz')
    await expect.poll(() => redis.exists('epoch:shipping')).toBe(1)
    expect(await parcels.ids('byCity', 'Metz')).toContain('kept')
    await stop()
  })
})
