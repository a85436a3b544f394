import { runAudited } from '@comptoir/service/audit/audit-scope'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { stateKeyOf } from '../../src/documents/document-keys.ts'
import { createCollection } from '../../src/documents/documents.ts'
import { Envelope } from '../../src/documents/envelope.ts'
import { SidecarError } from '../../src/sidecar/sidecar.ts'
import { startTestBed, type TestBed } from './test-bed.ts'

let bed: TestBed
beforeAll(async () => {
  bed = await startTestBed()
})
afterAll(() => bed.stop())

/** Writes that must be known to have landed or not: one of unknown outcome throws. */
const create = (key: string, value: unknown, ttlSeconds?: number) =>
  bed.state.write({ key: bed.keyOf(key), value, ttlSeconds })
const change = (key: string, value: unknown, etag: string | undefined) =>
  bed.state.write({ key: bed.keyOf(key), value, etag })
const read = (key: string) => bed.state.read(bed.keyOf(key))
const stored = async (key: string) => (await read(key))?.value
const times = <T>(count: number, run: (n: number) => T) =>
  Array.from({ length: count }, (_, n) => run(n))

describe('a creation', () => {
  it('is refused when the key is taken', async () => {
    expect(await create('taken', { n: 1 })).toBe(true)
    expect(await create('taken', { n: 2 })).toBe(false)
    expect(await stored('taken')).toEqual({ n: 1 })
  })

  it('succeeds for one of eight at once', async () => {
    for (const round of times(10, (n) => `raced-${n}`)) {
      const won = await Promise.all(times(8, (n) => create(round, { n })))
      expect(won.filter(Boolean)).toHaveLength(1)
      expect(await stored(round)).toEqual({ n: won.indexOf(true) })
    }
  })

  it('succeeds on a key whose life has run out', async () => {
    expect(await create('expired', { n: 1 }, 1)).toBe(true)
    await expect.poll(() => stored('expired')).toBeUndefined()
    const isFreeAtOnce = bed.under.expiredKeyIsFree === 'at once'
    expect(await create('expired', { n: 2 })).toBe(isFreeAtOnce)
    if (!isFreeAtOnce) {
      await expect
        .poll(() => create('expired', { n: 2 }), { timeout: 130_000, interval: 2_000 })
        .toBe(true)
    }
    expect(await stored('expired')).toEqual({ n: 2 })
  }, 150_000)
})

describe('a write with an ETag', () => {
  it('is refused when the ETag is stale, and succeeds for one of eight at once', async () => {
    await create('changed', { n: 0 })
    const { etag } = (await read('changed')) ?? {}
    const won = await Promise.all(times(8, (n) => change('changed', { n }, etag)))
    expect(won.filter(Boolean)).toHaveLength(1)
    expect(await change('changed', { n: 99 }, etag)).toBe(false)
    expect(await stored('changed')).toEqual({ n: won.indexOf(true) })
  })

  it('is refused when the store could not have given the ETag', async () => {
    await create('guessed', { n: 0 })
    expect(await change('guessed', { n: 1 }, '99')).toBe(false)
    const wasMade = await change('never-there', { n: 1 }, '99')
    expect(wasMade).toBe(bed.under.createsWithEtag)
  })

  it('replaces the whole value', async () => {
    await create('whole', { a: 1, inner: { b: 1, c: 1 } })
    await change('whole', { inner: { c: 2 }, empty: {} }, (await read('whole'))?.etag)
    expect(await stored('whole')).toEqual({ inner: { c: 2 }, empty: {} })
  })

  it('deletes nothing when the ETag is stale', async () => {
    await create('deleted', { n: 0 })
    const { etag = '' } = (await read('deleted')) ?? {}
    await change('deleted', { n: 1 }, etag)
    const path = `/${bed.keyOf('deleted')}?concurrency=first-write`
    expect((await bed.request('DELETE', path, { 'if-match': etag })).status).toBe(409)
    expect(await stored('deleted')).toEqual({ n: 1 })
  })
})

describe('a life', () => {
  it('is counted in seconds: thirty days are not over soon, two seconds are', async () => {
    await create('month', { n: 1 }, 30 * 86_400)
    await create('short', { n: 1 }, 2)
    expect(await stored('short')).toEqual({ n: 1 })
    await expect.poll(() => stored('short'), { timeout: 6_000 }).toBeUndefined()
    expect((await bed.state.readMany([bed.keyOf('short')])).size).toBe(0)
    const { headers } = await bed.request('GET', `/${bed.keyOf('month')}`)
    const ends = headers['metadata.ttlexpiretime']
    const days = typeof ends === 'string' ? (Date.parse(ends) - Date.now()) / 86_400_000 : 30
    expect(Math.abs(days - 30)).toBeLessThan(0.6)
    expect(await stored('month')).toEqual({ n: 1 })
  })

  it('starts anew with each write', async () => {
    await create('renewed', { n: 1 }, 3)
    const { etag } = (await read('renewed')) ?? {}
    const key = bed.keyOf('renewed')
    expect(await bed.state.write({ key, value: { n: 2 }, etag, ttlSeconds: 3_600 })).toBe(true)
    await new Promise((resolve) => setTimeout(resolve, 4_500))
    expect(await stored('renewed')).toEqual({ n: 2 })
  })
})

describe('what a document may hold', () => {
  const values = {
    expressions: { name: '$price', $set: { 'a.b': '$$NOW' }, 'x.y': ['$a', { $gt: 1 }] },
    texts: ['', '\\', '"', '\u0000\u0007\u001f\u007f', '\u200b\u2028', 'é漢字', '🛒', '\u{e0001}'],
    // the Redis component keeps six decimals: amounts are whole numbers of the smallest unit
    numbers: [0, -1, 0.1, -0.123456, 1e21, 9_007_199_254_740_991],
    nothing: [null, {}, [], false],
  }

  it('is any text, number or name: expressions, controls, any script', async () => {
    await create('any', values)
    expect(await stored('any')).toEqual(values)
    await change('any', { ...values, more: 1 }, (await read('any'))?.etag)
    const found = await bed.state.readMany([bed.keyOf('any')])
    expect(found.get(bed.keyOf('any'))?.value).toEqual({ ...values, more: 1 })
  })

  it.each([100_000, 1_000_000, 3_500_000])('is %i bytes', async (bytes) => {
    const value = { text: 'é"$'.repeat(bytes / 5) }
    expect(await create(`size-${bytes}`, value)).toBe(true)
    expect(await stored(`size-${bytes}`)).toEqual(value)
  })

  it('is not more than the sidecar takes: that is an error, and nothing is stored', async () => {
    const write = create('too-large', { text: 'x'.repeat(5_000_000) })
    await expect(write).rejects.toThrow(SidecarError)
    expect(await stored('too-large')).toBeUndefined()
  })
})

describe('an id', () => {
  const ids = [
    'a',
    'A',
    'é',
    'e',
    'a ',
    'a/b||c?d#e%2F',
    '漢字🛒',
    '$id',
    'x.y',
    `long-${'x'.repeat(150)}`,
  ]

  it('is told from every other: by case, accents, spaces, signs', async () => {
    const things = createCollection(bed.store, {
      name: bed.keyOf('things').replace(':', '-'),
      schema: z.object({ own: z.string() }),
    })
    for (const id of ids) {
      expect(await things.create(id, { own: id })).toMatchObject({ created: true })
    }
    const found = await things.getMany(ids)
    expect(found.map(({ data }) => data.own)).toEqual(ids)
    for (const id of ids) expect((await things.get(id))?.data.own).toBe(id)
  })
})

describe('a write of staff', () => {
  it('is stored with its entry of the audit log in one write, and so is the next', async () => {
    const name = bed.keyOf('audited').replace(':', '-')
    const things = createCollection(bed.store, { name, schema: z.object({ size: z.number() }) })
    const scope = { actionId: 'act_1', operation: 'SizeThing', isForStaff: true }
    const actor = { userId: 'usr_1', roles: [] }
    const asStaff = <T>(act: () => Promise<T>) => runAudited({ ...scope, actor }, act)
    const told = async () => {
      const found = await bed.state.read(stateKeyOf(name, 't'))
      return Envelope.parse(found?.value).outbox.map(({ id, data }) => ({ id, data }))
    }
    const object = { collection: name, id: 't' }
    await asStaff(() => things.create('t', { size: 1 }))
    const created = { ...scope, actor, object, change: 'created' }
    const { isForStaff: _, ...said } = created
    const first = { id: `${name}/t:1:0`, data: { ...said, fields: [{ path: 'size', after: 1 }] } }
    expect(await told()).toEqual([first])
    await asStaff(() => things.update('t', () => ({ next: { size: 0.1234567 } })))
    expect((await told()).at(-1)?.data).toEqual({
      ...{ ...said, change: 'changed' },
      fields: [{ path: 'size', before: 1, after: '0.1234567' }],
    })
  })
})

describe('a transaction, as workflows use it', () => {
  it('is there, and whole unless the store is known not to be', async () => {
    const { components = [] } = await bed.sidecar.metadata()
    const { capabilities } = components.find(({ name }) => name === 'state') ?? {}
    expect(capabilities).toEqual(expect.arrayContaining(['ETAG', 'TRANSACTIONAL', 'ACTOR']))
    await create('held', { n: 0 })
    const upsert = (key: string, etag?: string) => ({
      operation: 'upsert',
      request: {
        ...{ key: bed.keyOf(key), value: { n: 1 }, options: { concurrency: 'first-write' } },
        ...(etag && { etag }),
      },
    })
    const stale = '00000000-0000-4000-8000-000000000000'
    const etag = bed.name === 'redis' ? '99' : stale
    const operations = [upsert('beside'), upsert('held', etag)]
    const { status } = await bed.request('POST', '/transaction', {}, { operations })
    expect(status).toBeGreaterThanOrEqual(400)
    expect(await stored('held')).toEqual({ n: 0 })
    expect((await stored('beside')) === undefined).toBe(bed.under.wholeTransactions)
  })
})
