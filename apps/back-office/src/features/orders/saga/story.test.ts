import type { OrderTimeline } from '@comptoir/contracts/platform/operations'
import { describe, expect, it } from 'vitest'
import { storyOf } from './story.ts'

const at = (second: number) => `2026-11-21T10:00:0${second}.000Z`
const eventOf = (source: string, name: string, second: number) => ({
  ...{ id: `${name}-${second}`, source, type: `comptoir.${source}.${name}.v1`, subject: 'ord_1' },
  ...{ time: at(second), aggregateversion: 1, position: '1-0' },
})
const order = {
  placedAt: at(0),
  history: [
    { id: 1, at: at(0), type: 'placed', status: 'pending', by: 'customer' },
    { id: 2, at: at(5), type: 'cancelled', status: 'cancelled', by: 'staff', detail: 'doubled' },
  ],
} as const
const timeline: OrderTimeline = {
  events: [
    {
      ...eventOf('payments', 'payment-succeeded', 3),
      traceparent: '00-aaaa-bbbb-01',
      handled: [{ service: 'orders', at: at(4) }, { service: 'billing' }],
    },
    { ...eventOf('inventory', 'stock-released', 6), traceparent: '00-aaaa-c-01', handled: [] },
  ],
  sagas: [
    {
      ...{ instanceId: 'ord_1', status: 'completed' },
      steps: [
        { at: at(0), kind: 'start', name: 'order' },
        { at: at(1), kind: 'failure', name: 'pay', detail: 'no answer' },
        { at: at(2), kind: 'activity', name: 'pay', tookMs: 120 },
        { at: at(2), kind: 'timer', name: 'deadline' },
      ],
    },
    {
      ...{ instanceId: 'ord_1-cancel-1', status: 'running' },
      steps: [{ at: at(6), kind: 'activity', name: 'tellCustomer' }],
    },
  ],
  silent: ['shipping'],
}

describe('the story of an order', () => {
  const story = storyOf(order, timeline)
  const named = (name: string) => story.items.filter((item) => item.name === name)

  it('is told in the order of time, since the order was placed', () => {
    const times = story.items.map(({ sinceMs }) => sinceMs)
    expect(times).toEqual(times.toSorted((a, b) => a - b))
    expect(named('payment-succeeded')[0]?.sinceMs).toBe(3_000)
  })

  it('has a lane for each who took part, the order and its saga first', () => {
    expect(story.lanes).toEqual(['order', 'saga', 'undo', 'inventory', 'payments'])
  })

  it('says who handled an event and how soon, and of whom nobody knows', () => {
    expect(named('payment-succeeded')[0]?.handled).toEqual([
      { service: 'orders', afterMs: 1_000 },
      { service: 'billing' },
    ])
  })

  it('counts the tries of a step, and shows the one that failed', () => {
    expect(named('pay')).toMatchObject([
      { tone: 'failure', detail: 'no answer' },
      { tone: 'done', attempt: 2, tookMs: 120 },
    ])
  })

  it('shows in another tone what takes something back', () => {
    for (const name of ['cancelled', 'stock-released', 'tellCustomer']) {
      expect([name, named(name)[0]?.tone]).toEqual([name, 'undo'])
    }
    expect(named('deadline')[0]?.tone).toBe('waiting')
    expect(named('placed')[0]?.tone).toBe('done')
  })

  it('names what is missing, and the traces to look at', () => {
    expect(story.silent).toEqual(['shipping'])
    expect(story.traces).toEqual(['aaaa'])
  })
})
