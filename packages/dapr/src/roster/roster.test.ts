import { describe, expect, it } from 'vitest'
import { createMemoryState } from '../../test/memory-store.ts'
import type { StatePort, Write } from '../documents/state-port.ts'
import { SidecarError } from '../sidecar/sidecar.ts'
import { createRoster } from './roster.ts'
import { lastPage, pageKey, type RosterPage } from './roster-pages.ts'

/** A store that several processes write their rosters to, and the writes that it took. */
function setUp() {
  const clock = { nowMs: Date.now() }
  const now = () => clock.nowMs
  const memory = createMemoryState(now, 'opaque')
  const writes: Write[] = []
  const state: StatePort = {
    ...memory,
    write(write) {
      writes.push(write)
      return memory.write(write)
    },
  }
  const process = (port: StatePort = state) => createRoster(port, now)
  return { clock, state, writes, process }
}

const names = (count: number, prefix = 'orders/o') =>
  Array.from({ length: count }, (_, n) => `${prefix}${n}`)

async function listed(state: StatePort): Promise<string[]> {
  const found: string[] = []
  for await (const { documents } of createRoster(state, Date.now).list()) found.push(...documents)
  return found
}

const documentsOf = async (state: StatePort, number: number) =>
  ((await state.read(pageKey(number)))?.value as RosterPage | undefined)?.documents.length

describe('the roster', () => {
  it('has a name before the call that adds it returns, whichever process added it', async () => {
    const { state, process } = setUp()
    const [one, two] = [process(), process()]
    await one.add('orders/a')
    await two.add('orders/b')
    await one.add('carts/c')
    expect((await listed(state)).sort()).toEqual(['carts/c', 'orders/a', 'orders/b'])
  })

  it('writes names that come together in one write', async () => {
    const { state, writes, process } = setUp()
    const roster = process()
    await Promise.all(names(40).map((name) => roster.add(name)))
    expect(writes).toHaveLength(2)
    expect(await listed(state)).toEqual(names(40))
  })

  it('fills pages of a hundred names, each a process’s own', async () => {
    const { state, process } = setUp()
    for (const roster of [process(), process()]) {
      for (const name of names(120)) await roster.add(name)
    }
    const pages = await Promise.all([1, 2, 3, 4, 5].map((number) => documentsOf(state, number)))
    expect(pages).toEqual([100, 20, 100, 20, undefined])
    expect(await lastPage(state)).toBe(4)
  })

  it('lists more pages than are read at once', async () => {
    const { state, process } = setUp()
    for (let n = 0; n < 120; n++) await process().add(`orders/o${n}`)
    expect(await listed(state)).toEqual(names(120))
    expect(await lastPage(state)).toBe(120)
  })

  it('refuses a name when the store does not answer, and takes it when it does again', async () => {
    const { state, process } = setUp()
    let isAway = false
    const away = () => (isAway ? Promise.reject(new SidecarError('no answer')) : undefined)
    const roster = process({
      ...state,
      read: (key) => away() ?? state.read(key),
      write: (write) => away() ?? state.write(write),
    })
    await roster.add('orders/a')
    isAway = true
    await expect(roster.add('orders/b')).rejects.toThrow(SidecarError)
    isAway = false
    await roster.add('orders/c')
    expect(await listed(state)).toEqual(['orders/a', 'orders/c'])
  })

  it('skips no page when a claim is lost without an answer', async () => {
    const { state, process } = setUp()
    let lost = 1
    const roster = process({
      ...state,
      write: (write) =>
        lost-- > 0 ? Promise.reject(new SidecarError('no answer')) : state.write(write),
    })
    await roster.add('orders/a')
    expect(await listed(state)).toEqual(['orders/a'])
  })

  it('keeps every name when a write that was given up lands late', async () => {
    const { state, process } = setUp()
    const late: Write[] = []
    const roster = process({
      ...state,
      write(write) {
        if (write.etag === undefined || late.length > 0) return state.write(write)
        late.push(write)
        return Promise.reject(new SidecarError('no answer'))
      },
    })
    for (const name of ['orders/a', 'orders/b', 'orders/c']) await roster.add(name)
    for (const write of late) await state.write(write)
    expect(new Set(await listed(state))).toEqual(new Set(['orders/a', 'orders/b', 'orders/c']))
  })
})

describe('a list that cannot be trusted', () => {
  it('is refused when a page is missing before the last, or is none', async () => {
    const { state, process } = setUp()
    for (const name of names(3)) await process().add(name)
    const without = (key: string): StatePort => ({
      ...state,
      read: (read) => (read === key ? Promise.resolve(undefined) : state.read(read)),
      async readMany(keys) {
        return new Map([...(await state.readMany(keys))].filter(([found]) => found !== key))
      },
    })
    expect(await listed(without(pageKey(3)))).toHaveLength(2)
    await expect(listed(without(pageKey(1)))).rejects.toThrow('page 1 of the roster is missing')
    await expect(listed(without(pageKey(2)))).rejects.toThrow('page 2 of the roster is missing')
    await state.write({ key: pageKey(4), value: 'something else' })
    await expect(listed(state)).rejects.toThrow('page 4 of the roster is damaged')
  })

  it('is none of a page that was claimed between two reads', async () => {
    const { state, process } = setUp()
    await process().add('orders/a')
    let looks = 0
    const torn: StatePort = {
      ...state,
      async readMany(keys) {
        const found = await state.readMany(keys)
        if (looks++ > 0) return found
        for (const name of ['orders/b', 'orders/c']) await process().add(name)
        const third = await state.readMany([pageKey(3)])
        return new Map([...found, ...third])
      },
    }
    expect(await listed(torn)).toEqual(['orders/a', 'orders/b', 'orders/c'])
  })
})

describe('names whose documents are gone', () => {
  async function drop(roster: ReturnType<typeof createRoster>, gone: string) {
    for await (const batch of roster.list()) await batch.drop([gone])
  }

  it('are dropped an hour after the page was written, not before', async () => {
    const { clock, state, process } = setUp()
    const roster = process()
    for (const name of ['carts/a', 'carts/b']) await roster.add(name)
    await drop(roster, 'carts/a')
    expect(await listed(state)).toEqual(['carts/a', 'carts/b'])
    clock.nowMs += 3_600_001
    await drop(roster, 'carts/a')
    expect(await listed(state)).toEqual(['carts/b'])
    await roster.add('carts/c')
    expect(await listed(state)).toEqual(expect.arrayContaining(['carts/b', 'carts/c']))
  })

  it('stay when their page was changed since it was read', async () => {
    const { clock, state, process } = setUp()
    const roster = process()
    await roster.add('carts/a')
    clock.nowMs += 3_600_001
    for await (const batch of process().list()) {
      await roster.add('carts/b')
      await batch.drop(['carts/a'])
    }
    expect((await listed(state)).sort()).toEqual(['carts/a', 'carts/b'])
  })
})
