import { eventsOf, newEvent } from '@comptoir/contracts/event'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createMemoryStore } from '../../test/memory-store.ts'
import { createCollection } from '../documents/documents.ts'
import type { Client } from '../sidecar/invoke.ts'
import { createPositions } from './catch-up.ts'
import { consume } from './consume.ts'
import { consumptionOf } from './consumption.ts'
import { on } from './subscriptions.ts'

const Text = z.object({ text: z.string() })
const Said = eventsOf('orders')('TestSaid', Text)
const Sung = eventsOf('orders')('TestSung', Text)

async function setUp() {
  const producer = createMemoryStore('orders')
  const store = createMemoryStore('payments')
  const client = (async (_: unknown, { query }: { query: { after: string; limit: number } }) => ({
    entries: await producer.ledger.read(query.after, query.limit),
    next: query.after,
  })) as unknown as Client
  const subscribers = [on(Said, async () => undefined)]
  const texts = createCollection(producer, { name: 'texts', schema: Text })
  await texts.create('a', { text: 'a' }, [newEvent(Said, { text: 'a' })])
  await texts.create('b', { text: 'b' }, [newEvent(Said, { text: 'b' })])
  await texts.create('c', { text: 'c' }, [newEvent(Sung, { text: 'c' })])
  const progress = async () => {
    const producers = [{ producer: 'orders' as const, client }]
    return (await consumptionOf({ store, subscribers, producers })).producers[0]
  }
  return { producer, store, subscribers, progress }
}

describe('consumption', () => {
  it('counts what no handler has seen yet, not what none wants', async () => {
    const { progress } = await setUp()
    expect(await progress()).toMatchObject({ position: '0-0', behind: 3, waiting: 2 })
  })

  it('does not count what the broker brought', async () => {
    const { producer, store, subscribers, progress } = await setUp()
    const [first] = producer.published
    if (first) await consume(store, subscribers, first)
    expect(await progress()).toMatchObject({ behind: 3, waiting: 1 })
  })

  it('starts after the position of the tail', async () => {
    const { producer, store, progress } = await setUp()
    const last = (await producer.ledger.read('0-0', 10)).at(-1)
    await createPositions(store).create('orders', { position: last?.position ?? '' })
    expect(await progress()).toMatchObject({ behind: 0, waiting: 0 })
  })
})
