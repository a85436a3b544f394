import { eventsOf, newEvent } from '@comptoir/contracts/event'
import { metricsText } from '@comptoir/service/observability/metrics'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createMemoryStore } from '../../test/memory-store.ts'
import { createCollection } from '../documents/documents.ts'
import { buryEvent } from '../events/dead-letters.ts'
import { noteCaughtUp } from './metrics.ts'
import { measureService } from './service-metrics.ts'

const Text = z.object({ text: z.string() })
const Said = eventsOf('orders')('TestSaid', Text)
const readValue = async (name: string) => {
  const { text } = await metricsText()
  return Number(
    text
      .split('\n')
      .find((line) => line.startsWith(`${name} `))
      ?.split(' ')
      .at(-1),
  )
}

describe('metrics of a service', () => {
  it('show how long the oldest write has waited for its events to leave', async () => {
    const store = createMemoryStore('orders')
    measureService(store)
    expect(await readValue('comptoir_relay_lag_seconds')).toBe(0)
    await store.ledger.mark('texts/a', 1)
    measureService({ ...store, now: () => store.now() + 30_000 })
    expect(await readValue('comptoir_relay_lag_seconds')).toBeGreaterThanOrEqual(30)
  })

  it('count a dead letter once, and those that wait', async () => {
    const store = createMemoryStore('orders')
    measureService(store)
    const texts = createCollection(store, { name: 'texts', schema: Text })
    await texts.create('a', { text: 'a' }, [newEvent(Said, { text: 'a' })])
    const [event] = store.published
    if (!event) throw new Error('not published')
    await buryEvent(store, event, 'ill')
    await buryEvent(store, event, 'ill')
    expect(await readValue('comptoir_dead_letters_waiting')).toBe(1)
    const name = `comptoir_failures_total{kind="dead letter",name="${Said.type}"}`
    expect(await readValue(name)).toBe(1)
  })

  it('show since when a log was last followed to its end', async () => {
    const store = createMemoryStore('orders')
    measureService({ ...store, now: () => 60_000 })
    noteCaughtUp('billing', 15_000)
    expect(await readValue('comptoir_catch_up_lag_seconds{producer="billing"}')).toBe(45)
  })
})
