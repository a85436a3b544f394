import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createMemoryStore, type MemoryStore } from '../../test/memory-store.ts'
import { relayOnce } from '../outbox/crash-relay.ts'
import { SidecarError } from '../sidecar/sidecar.ts'
import { createCollection } from './documents.ts'
import type { Store } from './store.ts'

const Note = z.object({ text: z.string().max(10), stars: z.int() })
const notesOf = (store: Store) =>
  createCollection(store, {
    name: 'notes',
    schema: Note,
    indexes: { byStars: ({ stars }) => [{ key: 'all', score: stars }] },
  })
const written = { type: 'comptoir.orders.written.v1', data: { by: 'me' } }

function setUp(change: (store: MemoryStore) => Partial<Store> = () => ({})) {
  const memory = createMemoryStore('orders')
  const store = { ...memory, ...change(memory) }
  return { memory, store, notes: notesOf(store) }
}

describe('a document', () => {
  it('leaves with its events: versioned, in the log, in its index', async () => {
    const { memory, notes } = setUp()
    await notes.create('n1', { text: 'a', stars: 1 }, [written])
    await notes.update('n1', (note) => ({
      next: { ...note, stars: 2 },
      events: [written, written],
    }))
    expect(memory.published.map(({ id }) => id)).toEqual(['n1:1:0', 'n1:2:0', 'n1:2:1'])
    expect(memory.published[0]).toMatchObject({
      source: 'orders',
      subject: 'n1',
      aggregateversion: 1,
    })
    expect(await notes.ids('byStars', 'all', { min: 2 })).toEqual(['n1'])
  })

  it('is not written when nothing changes, and is refused when it does not exist', async () => {
    const { notes } = setUp()
    await notes.create('n1', { text: 'a', stars: 1 })
    expect(await notes.update('n1', () => undefined)).toMatchObject({ version: 1 })
    const missing = notes.update('n2', (note) => ({ next: note }))
    await expect(missing).rejects.toMatchObject({ code: 'not_found' })
    const made = await notes.upsert('n2', (note, version) => ({
      next: note ?? { text: `v${version}`, stars: 0 },
    }))
    expect(made).toEqual({ id: 'n2', version: 1, data: { text: 'v0', stars: 0 } })
  })

  it('refuses data that its schema refuses, before it is written', async () => {
    const { notes } = setUp()
    await expect(notes.create('n1', { text: 'far too long', stars: 1 })).rejects.toThrow()
    expect(await notes.get('n1')).toBeUndefined()
  })

  it('says conflict when others are always first, and unavailable when the store fails', async () => {
    const contended = setUp(({ state }) => ({ state: { ...state, write: async () => false } }))
    await setUp().notes.create('n1', { text: 'a', stars: 1 })
    await contended.memory.state.write({
      key: 'notes:n1',
      value: { version: 1, data: { text: 'a', stars: 1 }, outbox: [], writes: [] },
    })
    const update = contended.notes.update('n1', (note) => ({ next: note }))
    await expect(update).rejects.toMatchObject({ code: 'conflict' })
    const create = contended.notes.create('n2', { text: 'a', stars: 1 })
    await expect(create).rejects.toMatchObject({ code: 'dependency_unavailable' })
    const down = async () => {
      throw new SidecarError('down')
    }
    const failing = setUp(({ state }) => ({ state: { ...state, read: down, write: down } }))
    const read = failing.notes.get('n1')
    await expect(read).rejects.toMatchObject({ code: 'dependency_unavailable' })
    const write = failing.notes.create('n1', { text: 'a', stars: 1 })
    await expect(write).rejects.toMatchObject({ code: 'dependency_unavailable' })
  })

  it('answers though the broker is down; the relay brings its events once it is back', async () => {
    let isDown = true
    const { memory, store, notes } = setUp((honest) => ({
      publish: async (event) => {
        if (isDown) throw new SidecarError('down')
        await honest.publish(event)
      },
    }))
    expect(await notes.create('n1', { text: 'a', stars: 1 }, [written])).toMatchObject({
      created: true,
    })
    expect(await relayOnce(store, [notes])).toBe(0)
    isDown = false
    memory.clock.nowMs += 11_000
    expect(await relayOnce(store, [notes])).toBe(1)
    expect(memory.published.map(({ id }) => id)).toEqual(['n1:1:0'])
    expect(await relayOnce(store, [notes])).toBe(0)
  })

  it('flushes the outbox that it finds, though it changes nothing', async () => {
    let isDown = true
    const { memory, notes } = setUp((honest) => ({
      publish: async (event) => {
        if (isDown) throw new SidecarError('down')
        await honest.publish(event)
      },
    }))
    await notes.create('n1', { text: 'a', stars: 1 }, [written])
    isDown = false
    await notes.update('n1', () => undefined)
    expect(memory.published.map(({ id }) => id)).toEqual(['n1:1:0'])
  })

  it('is listed within a range of scores, page by page, either way', async () => {
    const { notes } = setUp()
    for (const stars of [1, 2, 2, 2, 3, 4]) {
      await notes.create(`n${stars}${await notes.count('byStars', 'all')}`, { text: 'a', stars })
    }
    const read = async (order: 'asc' | 'desc') => {
      const page = { min: 2, max: 3, limit: 3, order }
      const first = await notes.list('byStars', 'all', page)
      const cursor = first.nextCursor
      const second = cursor ? await notes.list('byStars', 'all', { ...page, cursor }) : undefined
      return { pages: [first, second].map((list) => list?.items.map(({ id }) => id)), second }
    }
    const up = await read('asc')
    expect(up.pages).toEqual([['n21', 'n22', 'n23'], ['n34']])
    expect(up.second?.nextCursor).toBeUndefined()
    expect((await read('desc')).pages).toEqual([['n34', 'n23', 'n22'], ['n21']])
  })

  it('is not listed outside the range, though the cursor is', async () => {
    const { notes } = setUp()
    for (const stars of [1, 2, 3]) await notes.create(`n${stars}`, { text: 'a', stars })
    const { nextCursor } = await notes.list('byStars', 'all', { limit: 1 })
    const page = await notes.list('byStars', 'all', { min: 3, cursor: nextCursor })
    expect(page.items.map(({ id }) => id)).toEqual(['n3'])
  })

  it('is counted from a score on', async () => {
    const { notes } = setUp()
    for (const stars of [1, 2, 3]) await notes.create(`n${stars}`, { text: 'a', stars })
    expect(await notes.count('byStars', 'all', { min: 2 })).toBe(2)
    expect(await notes.count('byStars', 'all')).toBe(3)
  })

  it('is counted up to a score, and between two', async () => {
    const { notes } = setUp()
    for (const stars of [1, 2, 3, 4]) await notes.create(`n${stars}`, { text: 'a', stars })
    expect(await notes.count('byStars', 'all', { max: 3 })).toBe(3)
    expect(await notes.count('byStars', 'all', { min: 2, max: 3 })).toBe(2)
  })

  it('goes when its rule lets it, and says what it was, that it stays, or that there was none', async () => {
    const { notes } = setUp()
    const data = { text: 'a', stars: 1 }
    await notes.create('n1', data)
    const removeBelow = (stars: number) => notes.removeIf('n1', (note) => note.stars < stars)
    expect(await removeBelow(1)).toEqual({ status: 'kept', data })
    expect(await removeBelow(2)).toEqual({ status: 'removed', data })
    expect(await removeBelow(2)).toEqual({ status: 'absent' })
  })

  it('stays when another writer changed it between the reading and the removal', async () => {
    let meanwhile = async (): Promise<unknown> => undefined
    const { memory, notes } = setUp(({ state }) => ({
      state: {
        ...state,
        async write(write) {
          const act = meanwhile
          meanwhile = async () => undefined
          await act()
          return await state.write(write)
        },
      },
    }))
    const other = notesOf(memory)
    await notes.create('n1', { text: 'a', stars: 1 })
    const asked: number[] = []
    meanwhile = () => other.update('n1', (note) => ({ next: { ...note, stars: 5 } }))
    const removal = await notes.removeIf('n1', ({ stars }) => {
      asked.push(stars)
      return stars < 5
    })
    expect(removal).toMatchObject({ status: 'kept', data: { stars: 5 } })
    expect(asked).toEqual([1, 5])
    meanwhile = () => other.update('n1', (note) => ({ next: { ...note, text: 'b' } }))
    const again = await notes.removeIf('n1', ({ stars }) => stars === 5)
    expect(again).toMatchObject({ status: 'removed', data: { text: 'b' } })
    expect(await notes.get('n1')).toBeUndefined()
  })

  it('is not said to stay when others are always first', async () => {
    const { memory, notes } = setUp(({ state }) => ({
      state: { ...state, write: async () => false },
    }))
    await notesOf(memory).create('n1', { text: 'a', stars: 1 })
    const removal = notes.removeIf('n1', () => true)
    await expect(removal).rejects.toMatchObject({ code: 'conflict' })
  })

  it('refuses a cursor that is not one', async () => {
    const page = setUp().notes.list('byStars', 'all', { cursor: 'nonsense' })
    await expect(page).rejects.toMatchObject({ code: 'invalid_request' })
  })
})
