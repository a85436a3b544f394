import { eventsOf, newEvent } from '@comptoir/contracts/event'
import { refuse } from '@comptoir/service/problems/refusal'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createMemoryStore } from '../../test/memory-store.ts'
import { createCollection } from '../documents/documents.ts'
import type { Client } from '../sidecar/invoke.ts'
import { catchUp, createTail } from './catch-up.ts'
import { createDeadLetters } from './dead-letters.ts'
import { on } from './subscriptions.ts'

const Text = z.object({ text: z.string() })
const Said = eventsOf('orders')('TestSaid', Text)

function setUp(handle: (text: string) => void) {
  const tried: string[] = []
  const producer = createMemoryStore('orders')
  const log: { cutAt?: string } = {}
  const consumer = createMemoryStore('payments')
  const said = createCollection(producer, { name: 'said', schema: Text })
  const client: unknown = async (
    _: unknown,
    { query }: { query: { after: string; limit: number } },
  ) => {
    const entries = await producer.ledger.read(query.after, query.limit)
    return { entries, next: entries.at(-1)?.position ?? query.after, cutAt: log.cutAt }
  }
  const newTail = () =>
    createTail({
      store: consumer,
      producer: 'orders',
      client: client as Client,
      subscribers: [
        on(Said, async ({ text }) => {
          tried.push(text)
          handle(text)
        }),
      ],
    })
  const say = (text: string) => said.create(text, { text }, [newEvent(Said, { text })])
  const later = () => {
    consumer.clock.nowMs += 5_000
  }
  const letters = async () => (await createDeadLetters(consumer).list('waiting', 'all')).items
  return { tail: newTail(), newTail, tried, say, later, letters, log, consumer }
}

describe('catching up', () => {
  it('handles each event once, in order, and leaves fresh ones to the broker', async () => {
    const heard: string[] = []
    const { tail, say, later } = setUp((text) => heard.push(text))
    await say('a')
    await say('b')
    await catchUp(tail)
    expect(heard).toEqual([])
    later()
    await catchUp(tail)
    await catchUp(tail)
    expect(heard).toEqual(['a', 'b'])
  })

  it('goes on past an event that fails, and gives it up to a dead letter in the end', async () => {
    const heard: string[] = []
    const { tail, say, later, letters } = setUp((text) => {
      if (text === 'poison') throw new Error('ill')
      heard.push(text)
    })
    for (const text of ['a', 'poison', 'b']) await say(text)
    later()
    for (let round = 1; round < 12; round++) await expect(catchUp(tail)).rejects.toThrow('ill')
    expect(heard).toEqual(['a', 'b'])
    expect(await letters()).toEqual([])
    await expect(catchUp(tail)).rejects.toThrow('ill')
    expect((await letters()).map(({ data }) => data.reason)).toEqual(['ill'])
    await catchUp(tail)
  })

  it('gives nothing up while a dependency is away, and handles it when that is back', async () => {
    const heard: string[] = []
    let isAway = true
    const { tail, say, later, letters } = setUp((text) => {
      if (isAway) throw refuse('dependency_unavailable')
      heard.push(text)
    })
    await say('a')
    later()
    for (let round = 0; round < 20; round++) await expect(catchUp(tail)).rejects.toThrow()
    isAway = false
    await catchUp(tail)
    expect([heard, await letters()]).toEqual([['a'], []])
  })

  it('ends a round after three failures of a dependency, and tries others in the next', async () => {
    const { tail, tried, say, later } = setUp(() => {
      throw refuse('dependency_unavailable')
    })
    for (const text of ['a', 'b', 'c', 'd', 'e']) await say(text)
    later()
    await expect(catchUp(tail)).rejects.toThrow()
    expect(tried).toEqual(['a', 'b', 'c'])
    await expect(catchUp(tail)).rejects.toThrow()
    expect(tried.slice(3)).toEqual(['a', 'b', 'c', 'd', 'e'])
    await expect(catchUp(tail)).rejects.toThrow()
    expect(tried.slice(8)).toEqual(['a', 'b', 'c'])
    await expect(catchUp(tail)).rejects.toThrow()
    expect(tried.slice(11)).toEqual(['d', 'e', 'a'])
  })

  it('tries what was held again after a restart, and only that', async () => {
    let isAway = true
    const { tail, newTail, tried, say, later } = setUp((text) => {
      if (isAway && text === 'held') throw refuse('dependency_unavailable')
    })
    for (const text of ['a', 'held', 'b']) await say(text)
    later()
    await expect(catchUp(tail)).rejects.toThrow()
    isAway = false
    await catchUp(newTail())
    expect(tried).toEqual(['a', 'held', 'b', 'held'])
  })

  it('buries what can never be handled at once', async () => {
    const { tail, say, later, letters } = setUp(() => {
      throw refuse('transition_refused', 'over')
    })
    await say('a')
    later()
    await catchUp(tail)
    expect(await letters()).toHaveLength(1)
  })
})

describe('a full log', () => {
  it('that has dropped what was not read is said, and read on', async () => {
    const { tail, tried, say, later, log, consumer } = setUp(() => undefined)
    const errors: unknown[] = []
    consumer.log.error = (from: unknown) => void errors.push(from)
    await say('a')
    later()
    log.cutAt = '1-0'
    await catchUp(tail)
    await say('c')
    later()
    await catchUp(tail)
    expect(errors).toEqual([])
    log.cutAt = '9-0'
    await catchUp(tail)
    expect(errors).toEqual([{ producer: 'orders', after: '2-0', cutAt: '9-0' }])
    expect(tried).toEqual(['a', 'c'])
  })
})
