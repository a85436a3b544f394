import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createMemoryState, createMemoryStore, type Etags } from '../../test/memory-store.ts'
import { createCollection } from './documents.ts'
import { createLastKnown } from './own-recent-writes.ts'
import type { StatePort } from './state-port.ts'
import type { Store } from './store.ts'

const Counted = z.object({ n: z.number() })
const add = (count: { n: number }) => ({ next: { n: count.n + 1 } })

type Options = {
  readonly change?: (state: StatePort) => StatePort
  readonly ttlSeconds?: number
  readonly etags?: Etags
  /** The replicas have read a document before, and so know that ETags are counted. */
  readonly hasRead?: boolean
}

/** Counts of one store as two replicas see it, each with what it knows itself. */
function replicas({ change = (state) => state, ttlSeconds, etags, hasRead = true }: Options = {}) {
  const memory = createMemoryStore('orders')
  const honest = change(etags ? createMemoryState(memory.now, etags) : memory.state)
  const asked: string[] = []
  const state: StatePort = {
    ...honest,
    read: (key) => {
      asked.push('read')
      return honest.read(key)
    },
    async write(write) {
      const wrote = await honest.write(write)
      asked.push(wrote ? 'wrote' : 'refused')
      return wrote
    },
  }
  const options = { name: 'counts', schema: Counted, ...(ttlSeconds && { ttlSeconds }) }
  const replica = () => {
    const store: Store = { ...memory, state, lastKnown: createLastKnown(memory.now) }
    if (hasRead) store.lastKnown.learn('1')
    return createCollection(store, options)
  }
  return { memory, asked, here: replica(), there: replica() }
}

/** A store whose ETags cannot be guessed: each is ten more than the one before. */
const byTens = (state: StatePort): StatePort => ({
  ...state,
  async read(key) {
    const stored = await state.read(key)
    return stored && { ...stored, etag: `${stored.etag}0` }
  },
  write: ({ etag, ...write }) =>
    etag?.endsWith('0') === false
      ? Promise.resolve(false)
      : state.write(etag ? { ...write, etag: etag.slice(0, -1) } : write),
})

describe('a document that this process wrote a moment ago', () => {
  it('is changed without reading it', async () => {
    const { asked, here } = replicas()
    await here.create('a', { n: 0 })
    await here.update('a', add)
    const { data, version } = await here.update('a', add)
    expect([data.n, version]).toEqual([2, 3])
    expect(asked).toEqual(['wrote', 'wrote', 'wrote'])
  })

  it('is read when another replica wrote it since: no change is lost', async () => {
    const { asked, here, there } = replicas()
    await here.create('a', { n: 0 })
    await there.update('a', add)
    expect((await here.update('a', add)).data.n).toBe(2)
    expect(asked).toEqual(['wrote', 'read', 'wrote', 'refused', 'read', 'wrote'])
  })

  it('is read before a rule may refuse it, or leave it as it is', async () => {
    const { here, there } = replicas()
    await here.create('a', { n: 0 })
    await there.update('a', add)
    const open = ({ n }: { n: number }) => {
      if (n === 0) throw new Error('refused on a memory')
      return undefined
    }
    expect((await here.update('a', open)).data.n).toBe(1)
  })

  it('is read half a minute later', async () => {
    const { memory, asked, here } = replicas()
    await here.create('a', { n: 0 })
    memory.clock.nowMs += 30_000
    await here.update('a', add)
    expect(asked).toEqual(['wrote', 'read', 'wrote'])
  })

  it('is read when it may have expired and been made again', async () => {
    const { asked, here } = replicas({ ttlSeconds: 60 })
    await here.create('a', { n: 0 })
    await here.update('a', add)
    expect(asked).toEqual(['wrote', 'read', 'wrote'])
  })

  it('is known when it lives longer than it is known', async () => {
    const { asked, here } = replicas({ ttlSeconds: 86_400 })
    await here.create('a', { n: 0 })
    await here.update('a', add)
    expect(asked).toEqual(['wrote', 'wrote'])
  })

  it('is always read once the store proves to count otherwise', async () => {
    const { asked, here } = replicas({ change: byTens })
    await here.create('a', { n: 0 })
    expect((await here.update('a', add)).data.n).toBe(1)
    expect((await here.update('a', add)).data.n).toBe(2)
    expect(asked).toEqual(['wrote', 'refused', 'read', 'wrote', 'read', 'wrote'])
  })

  it('is read, and no ETag guessed, where ETags are not counted', async () => {
    const { asked, here } = replicas({ etags: 'opaque', hasRead: false })
    await here.create('a', { n: 0 })
    await here.update('a', add)
    expect((await here.update('a', add)).data.n).toBe(2)
    expect(asked).toEqual(['wrote', 'read', 'wrote', 'read', 'wrote'])
  })

  it('is read once, to learn that ETags are counted', async () => {
    const { asked, here } = replicas({ hasRead: false })
    await here.create('a', { n: 0 })
    await here.update('a', add)
    await here.update('a', add)
    expect(asked).toEqual(['wrote', 'read', 'wrote', 'wrote'])
  })
})
