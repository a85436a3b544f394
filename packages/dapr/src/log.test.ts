import { defineEvent, newEvent } from '@comptoir/contracts/event'
import { refuse } from '@comptoir/service/refusal'
import { silentLog } from '@comptoir/service/testing'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createDeadLetters } from './dead-letters.ts'
import { createCollection } from './documents.ts'
import type { Client } from './invoke.ts'
import { catchUp, createTail } from './log.ts'
import { createMemoryStore } from './memory.ts'
import { on } from './subscriptions.ts'

const Text = z.object({ text: z.string() })
const Said = defineEvent('orders', 'TestSaid', Text)

function setUp(handle: (text: string) => void) {
  const producer = createMemoryStore('orders')
  const consumer = createMemoryStore('payments')
  const said = createCollection(producer, { name: 'said', schema: Text })
  const client: unknown = async (
    _: unknown,
    { query }: { query: { after: string; limit: number } },
  ) => {
    const entries = await producer.ledger.read(query.after, query.limit)
    return { entries, next: query.after }
  }
  const tail = createTail({
    store: consumer,
    producer: 'orders',
    client: client as Client,
    subscribers: [on(Said, async ({ text }) => handle(text))],
    log: silentLog(),
  })
  const say = (text: string) => said.create(text, { text }, [newEvent(Said, { text })])
  const later = () => {
    consumer.clock.nowMs += 5_000
  }
  const letters = async () => (await createDeadLetters(consumer).list('waiting', 'all')).items
  return { tail, say, later, letters }
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

  it('stays at an event that fails, then gives it up to a dead letter and goes on', async () => {
    const heard: string[] = []
    const { tail, say, later, letters } = setUp((text) => {
      if (text === 'poison') throw new Error('ill')
      heard.push(text)
    })
    for (const text of ['a', 'poison', 'b']) await say(text)
    later()
    for (let round = 1; round < 12; round++) await expect(catchUp(tail)).rejects.toThrow('ill')
    expect(heard).toEqual(['a'])
    await catchUp(tail)
    expect(heard).toEqual(['a', 'b'])
    expect((await letters()).map(({ data }) => data.reason)).toEqual(['ill'])
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
