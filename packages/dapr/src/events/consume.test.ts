import { eventsOf } from '@comptoir/contracts/event'
import { refuse } from '@comptoir/service/problems/refusal'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createMemoryStore } from '../../test/memory-store.ts'
import { consume } from './consume.ts'
import { on } from './subscriptions.ts'

const Said = eventsOf('orders')('TestSaid', z.object({}))
const event = {
  specversion: '1.0' as const,
  id: 'd:1:0',
  source: 'orders',
  type: Said.type,
  subject: 'd',
  time: '2026-11-21T10:00:00.000Z',
  datacontenttype: 'application/json' as const,
  aggregateversion: 1,
  data: {},
}

function setUp(first: () => never) {
  const store = createMemoryStore('payments')
  const heard: string[] = []
  const subscribers = [on(Said, async () => first()), on(Said, async () => heard.push('second'))]
  return { heard, run: () => consume(store, subscribers, event) }
}

describe('an event with two handlers', () => {
  it('reaches the second though the first refuses it for good', async () => {
    const { heard, run } = setUp(() => {
      throw refuse('transition_refused', 'over')
    })
    expect(await run()).toEqual({ status: 'dropped', reason: 'transition_refused: over' })
    expect(heard).toEqual(['second'])
  })

  it('reaches the second though the first fails, and comes again', async () => {
    const { heard, run } = setUp(() => {
      throw new Error('ill')
    })
    await expect(run()).rejects.toThrow('ill')
    expect(heard).toEqual(['second'])
  })
})
