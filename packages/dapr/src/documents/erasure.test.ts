import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createMemoryStore } from '../../test/memory-store.ts'
import { createCollection } from './documents.ts'
import { createErasure, eraseEach } from './erasure.ts'

function createNotes() {
  const store = createMemoryStore('orders')
  const notes = createCollection(store, {
    name: 'notes',
    schema: z.object({ userId: z.string(), text: z.string() }),
    indexes: { of: ({ userId }) => [{ key: userId, score: 0 }] },
  })
  /** Ids whose erasure fails. */
  const broken = new Set<string>()
  const visits: string[] = []
  const { begin, repeatDue } = createErasure(store, async (userId) => {
    visits.push(userId)
    await eraseEach({ collection: notes, index: 'of', key: userId }, ({ id }) => {
      if (broken.has(id)) return Promise.reject(new Error(`${id} fails`))
      return notes.update(id, (note) => ({ next: { ...note, text: 'erased' } }))
    })
  })
  const write = (id: string, userId = 'usr_1') => notes.create(id, { userId, text: 'Camille' })
  const textOf = async (id: string) => (await notes.get(id))?.data.text
  const pass = async (seconds: number) => {
    store.clock.nowMs += seconds * 1_000
    await repeatDue()
  }
  const forget = (userId = 'usr_1') => begin(userId)
  return { write, textOf, pass, forget, broken, visits, repeatDue }
}

describe('the confirmation of an erasure', () => {
  function createConfirmed() {
    const store = createMemoryStore('orders')
    const confirmed: string[] = []
    const world = { left: 0, isAway: false }
    const { begin, repeatDue } = createErasure(
      store,
      async () => ({ left: world.left }),
      async (userId) => {
        if (world.isAway) throw new Error('accounts is away')
        confirmed.push(userId)
      },
    )
    const pass = async (seconds: number) => {
      store.clock.nowMs += seconds * 1_000
      await repeatDue()
    }
    return { begin, pass, confirmed, world }
  }

  it('comes once, when nothing is left', async () => {
    const { begin, pass, confirmed, world } = createConfirmed()
    world.left = 1
    await begin('usr_1')
    await pass(10)
    expect(confirmed).toEqual([])
    world.left = 0
    await pass(20)
    await pass(86_400)
    await begin('usr_1')
    expect(confirmed).toEqual(['usr_1'])
  })

  it('is tried again while accounts is away', async () => {
    const { begin, pass, confirmed, world } = createConfirmed()
    world.isAway = true
    await expect(begin('usr_1')).rejects.toThrow('away')
    world.isAway = false
    await pass(10)
    expect(confirmed).toEqual(['usr_1'])
  })
})

describe('the erasure of a deleted user', () => {
  it('takes what is there at once, and nothing of others', async () => {
    const { write, textOf, forget } = createNotes()
    await write('n1')
    await write('n2', 'usr_2')
    await forget()
    expect([await textOf('n1'), await textOf('n2')]).toEqual(['erased', 'Camille'])
  })

  it('takes what is stored after it, seconds or years later', async () => {
    const { write, textOf, forget, pass } = createNotes()
    await forget()
    await write('soon')
    await pass(10)
    expect(await textOf('soon')).toBe('erased')
    await pass(3 * 365 * 86_400)
    await write('years later')
    await pass(86_400)
    expect(await textOf('years later')).toBe('erased')
  })

  it('comes again when the deletion is twice as old, and every day', async () => {
    const { forget, pass, visits } = createNotes()
    await forget()
    const at: number[] = []
    for (let seconds = 10; seconds <= 700; seconds += 10) {
      const before = visits.length
      await pass(10)
      if (visits.length > before) at.push(seconds)
    }
    expect(at).toEqual([10, 20, 40, 80, 160, 320, 640])
    await pass(90 * 86_400)
    const before = visits.length
    await pass(86_399)
    expect(visits).toHaveLength(before)
    await pass(1)
    expect(visits).toHaveLength(before + 1)
  })

  it('is not forgotten when it fails at first: its event need not come again', async () => {
    const { write, textOf, forget, pass, broken } = createNotes()
    await write('n1')
    await write('n2')
    broken.add('n1')
    await expect(forget()).rejects.toThrow('n1 fails')
    expect(await textOf('n2')).toBe('erased')
    broken.clear()
    await pass(10)
    expect(await textOf('n1')).toBe('erased')
  })

  it('that fails keeps no other from its turn, and its own is not over', async () => {
    const { write, textOf, forget, pass, broken, repeatDue } = createNotes()
    await forget('usr_1')
    await forget('usr_2')
    await write('n1', 'usr_1')
    await write('n2', 'usr_2')
    broken.add('n1')
    await expect(pass(10)).rejects.toThrow('n1 fails')
    expect(await textOf('n2')).toBe('erased')
    broken.clear()
    await repeatDue()
    expect(await textOf('n1')).toBe('erased')
  })

  it('changes nothing when its event comes twice', async () => {
    const { forget, pass, visits } = createNotes()
    await forget()
    await pass(9)
    await forget()
    await pass(1)
    expect(visits).toHaveLength(3)
  })
})
