import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type CloudEvent, eventsOf } from '@comptoir/contracts/event'
import { silentLog } from '@comptoir/service/test/silent-log'
import { type Sandbox, startSandbox } from '@comptoir/tools/sandbox/sandbox'
import fc from 'fast-check'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createGroupSweep } from '../src/events/broadcast-groups.ts'
import { createKeys, type Keys } from '../src/leases/keys.ts'
import { createLive } from '../src/live/live-channels.ts'
import type { Ledger } from '../src/outbox/delivery-index.ts'
import { createRedisLedger } from '../src/outbox/redis-delivery-index.ts'
import { startStreamRelay } from '../src/outbox/script-event-publisher.ts'
import { createMemoryLedger } from './memory-delivery-index.ts'
import { createMemoryStore } from './memory-store.ts'
import { createMemoryKeys } from './memory-twins.ts'

let sandbox: Sandbox
let redis: Redis

beforeAll(async () => {
  sandbox = await startSandbox({ apps: [] })
  redis = new Redis(sandbox.redisUrl)
})

afterAll(async () => {
  redis.disconnect()
  await sandbox.stop()
})

const eventOf = (id: string, version: number): CloudEvent => ({
  specversion: '1.0',
  id: `${id}:${version}:0`,
  source: 'orders',
  type: 'comptoir.orders.tested.v1',
  subject: id,
  time: '2026-11-21T10:00:00.000Z',
  datacontenttype: 'application/json',
  aggregateversion: version,
  data: {},
})

const Tested = eventsOf('orders')('Tested', z.object({}))

const id = fc.constantFrom('a', 'b', 'é', 'a/b')
/** Before, among or behind the ids. */
const edge = fc.oneof(id, fc.constantFrom('', '\u{10ffff}'))
const version = fc.integer({ min: 1, max: 6 })
const score = fc.constantFrom(-1.5, 0, 1, 1.7e12)
const group = fc.constantFrom('x', 'y')
const order = fc.constantFrom('asc' as const, 'desc' as const)
const at = (key: string) => ({ collection: 'things', index: 'byGroup', key })

/** What a step does to a ledger, and what can be seen of it there. */
const step = fc.oneof(
  fc.tuple(id, version).map(
    ([id, version]) =>
      (ledger: Ledger) =>
        ledger.mark(`things/${id}`, version),
  ),
  fc
    .tuple(
      id,
      version,
      fc.uniqueArray(fc.tuple(group, score), { selector: ([key]) => key, maxLength: 2 }),
      fc.boolean(),
    )
    .map(([id, version, places, again]) => (ledger: Ledger) => {
      const entries = places.map(([key, score]) => ({ index: 'byGroup', key, score }))
      const events = [eventOf(id, version - 1), eventOf(id, version)]
      const document = `things/${id}`
      return ledger.finish({ document, version, events, entries, markers: [version], again })
    }),
  fc.tuple(group, order, fc.option(fc.record({ score, id: edge }), { nil: undefined })).map(
    ([key, order, after]) =>
      (ledger: Ledger) =>
        ledger.page(at(key), { limit: 3, order, after }),
  ),
  fc.tuple(group, score).map(
    ([key, min]) =>
      (ledger: Ledger) =>
        ledger.range(at(key), { min, limit: 2 }),
  ),
  fc.tuple(group, score).map(
    ([key, min]) =>
      (ledger: Ledger) =>
        ledger.count(at(key), { min }),
  ),
  fc.tuple(group, score, score).map(
    ([key, min, max]) =>
      (ledger: Ledger) =>
        ledger.count(at(key), { min, max }),
  ),
  fc.tuple(group, id, fc.integer({ min: 0, max: 6 })).map(
    ([key, id, sent]) =>
      (ledger: Ledger) =>
        ledger.repair(at(key), { id, score: 0, sent }),
  ),
)

async function seen(ledger: Ledger): Promise<unknown> {
  const log = (await ledger.read('0-0', 100)).map(({ event }) => event)
  const markers = await ledger.pending(-60_000, { offset: 0, limit: 100 })
  const names = markers.map(({ document, version }) => `${document}@${version}`).sort()
  return { log, names, counts: await Promise.all(['x', 'y'].map((key) => ledger.count(at(key)))) }
}

describe('the ledger in Redis', () => {
  it('does what its in-memory twin does', async () => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const real = createRedisLedger(redis, `twin-${run++}`)
        const twin = createMemoryLedger()
        for (const act of steps) expect(await act(real)).toEqual(await act(twin))
        expect(await seen(real)).toEqual(await seen(twin))
      }),
      { numRuns: 150 },
    )
  })

  it('drops a marker only as it was read', async () => {
    const ledger = createRedisLedger(redis, 'markers')
    await ledger.mark('things/a', 1)
    const [marker] = await ledger.pending(-1_000, { offset: 0, limit: 1 })
    if (!marker) throw new Error('no marker')
    await ledger.dropMarker({ ...marker, at: marker.at - 1 })
    expect(await redis.zcard('pending:markers')).toBe(1)
    await ledger.dropMarker(marker)
    expect(await redis.zcard('pending:markers')).toBe(0)
  })
})

describe('keys', () => {
  it.each([
    ['in Redis', () => createKeys(redis)],
    ['in memory', () => createMemoryKeys()],
  ])('%s are claimed once and replaced only by who holds them', async (where, create) => {
    const keys: Keys = create()
    const name = `key ${where}`
    expect(await keys.claim(name, 'a', 50_000)).toBe(true)
    expect(await keys.claim(name, 'b', 50_000)).toBe(false)
    expect(await keys.replace(name, 'b', 'c', 50_000)).toBe(false)
    expect(await keys.replace(name, 'a', 'c', 50_000)).toBe(true)
    expect(await keys.read(name)).toBe('c')
    expect(await keys.replace(name, 'c', undefined, 1)).toBe(true)
    expect(await keys.read(name)).toBeUndefined()
    await keys.claim(name, 'short', 20)
    await expect.poll(() => keys.read(name)).toBeUndefined()
  })
})

describe('live channels over Redis', () => {
  it('reach every process that watches, until it leaves', async () => {
    const [here, there] = [createLive(redis), createLive(redis)]
    const heard: string[] = []
    const leave = await there.subscribe('order:1', ({ id }) => heard.push(id))
    await there.subscribe('order:2', ({ id }) => heard.push(id))
    await here.announce('order:1', { id: '1', type: 'moved', data: {} })
    await expect.poll(() => heard).toEqual(['1'])
    leave()
    await here.announce('order:1', { id: '2', type: 'moved', data: {} })
    await here.announce('order:2', { id: '3', type: 'moved', data: {} })
    await expect.poll(() => heard).toEqual(['1', '3'])
    await Promise.all([here.close(), there.close()])
  })

  it('can be watched again after a call that failed', async () => {
    const eager = new Redis(sandbox.redisUrl, { enableOfflineQueue: false })
    await once(eager, 'ready')
    const live = createLive(eager)
    const heard: string[] = []
    const watch = () => live.subscribe('order:1', ({ id }) => heard.push(id))
    await expect(watch()).rejects.toThrow()
    await expect.poll(() => watch().then(() => 'watched')).toBe('watched')
    await live.announce('order:1', { id: '1', type: 'moved', data: {} })
    await expect.poll(() => heard).toEqual(['1'])
    await live.close()
    eager.disconnect()
  })
})

describe('the stream relay', () => {
  it('publishes what a script appended, in order, once, and goes on where it was', async () => {
    const memory = createMemoryStore('inventory')
    const store = { ...memory, keys: createKeys(redis), log: silentLog() }
    const append = (version: number) =>
      redis.xadd('log:inventory', '*', 'event', JSON.stringify(eventOf('sku', version)))
    const published = () => memory.published.map(({ aggregateversion }) => aggregateversion)
    await append(1)
    const stop = startStreamRelay(store, redis, [Tested])
    await expect.poll(published).toEqual([1])
    await append(2)
    await expect.poll(published).toEqual([1, 2])
    await stop()
    const unfit = { ...eventOf('sku', 9), data: 'nothing that a schema knows' }
    await redis.xadd('log:inventory', '*', 'event', JSON.stringify(unfit))
    await append(3)
    const stopAgain = startStreamRelay(store, redis, [Tested])
    await expect.poll(published, { timeout: 5_000 }).toEqual([1, 2, 3])
    await stopAgain()
  })
})

describe('consumer groups on broadcast topics', () => {
  const topic = 'comptoir.catalog.product-created.v1'
  const [gone, living] = [randomUUID(), randomUUID()]
  const read = (group: string) =>
    redis.xreadgroup('GROUP', group, group, 'COUNT', 10, 'STREAMS', topic, '>')

  it('are deleted when their sidecar is gone, and only then', async () => {
    const sweep = createGroupSweep(redis, [topic, 'no-such-topic'], silentLog())
    const groups = async () => {
      const all = (await redis.xinfo('GROUPS', topic)) as string[][]
      return all.map((group) => group[1])
    }
    await redis.xadd(topic, '*', 'data', 'before')
    for (const group of [gone, living, 'catalog']) await redis.xgroup('CREATE', topic, group, '0')
    await sweep()
    await read(living)
    await redis.xadd(topic, '*', 'data', 'meanwhile')
    expect((await groups()).toSorted()).toEqual([gone, living, 'catalog'].toSorted())
    await sweep()
    expect((await groups()).toSorted()).toEqual([living, 'catalog'].toSorted())
    await read(living)
    await sweep()
    expect((await groups()).toSorted()).toEqual([living, 'catalog'].toSorted())
  })
})

describe('a log', () => {
  it('says where it begins once it is full: a reader behind that has missed events', async () => {
    const service = `full-${randomUUID()}`
    const ledger = createRedisLedger(redis, service)
    const fill = async (from: number, to: number) => {
      const pipeline = redis.pipeline()
      for (let n = from; n <= to; n += 1) pipeline.xadd(`log:${service}`, `${n}-0`, 'event', '{}')
      await pipeline.exec()
    }
    await fill(1, 49_999)
    expect(await ledger.cutAt()).toBeUndefined()
    await fill(50_000, 50_000)
    expect(await ledger.cutAt()).toBe('1-0')
  })
})
