import { type CloudEvent, eventsOf } from '@comptoir/contracts/event'
import { beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createMemoryStore, type MemoryStore } from '../../test/memory-store.ts'
import { createDeliveryWatch, type DeliveryWatch } from './delivery-watch.ts'

const Said = eventsOf('orders')('TestSaid', z.object({}))
const rabbitmq = { components: [{ name: 'pubsub', type: 'pubsub.rabbitmq' }] }
const minute = 60_000

let store: MemoryStore
let restarted: string[]
let a: DeliveryWatch
let b: DeliveryWatch

/** Two replicas of a service, which share what is in Redis. */
beforeEach(() => {
  store = createMemoryStore('payments')
  restarted = []
  const replica = (name: string) =>
    createDeliveryWatch({ store, restart: async () => void restarted.push(name) })
  ;[a, b] = [replica('a'), replica('b')]
  for (const watch of [a, b]) watch.begin(rabbitmq)
  pass(minute)
})

function pass(ms: number): void {
  store.clock.nowMs += ms
}
function eventOf(id: string): CloudEvent {
  const { type } = Said
  const time = new Date(store.clock.nowMs).toISOString()
  return { ...base, id, type, time }
}
const base = {
  specversion: '1.0' as const,
  datacontenttype: 'application/json' as const,
  ...{ source: 'orders', subject: 'd', aggregateversion: 1, data: {} },
}
/** The broker brings some other event to a replica, which looks meanwhile. */
async function bringAnother(watch: DeliveryWatch): Promise<void> {
  watch.delivered(eventOf('another'), true)
  await settled()
}
const settled = () => new Promise((resolve) => setTimeout(resolve))

describe('an event that only the log brought', () => {
  it('has the sidecar of each replica restarted, once', async () => {
    a.foundInLog(eventOf('kept'))
    await bringAnother(a)
    expect(restarted).toEqual([])
    pass(6 * minute)
    await bringAnother(a)
    expect(restarted).toEqual(['a'])
    await bringAnother(b)
    expect(restarted).toEqual(['a', 'b'])
    pass(minute)
    await bringAnother(a)
    await bringAnother(b)
    expect(restarted).toEqual(['a', 'b'])
  })

  it('waits for the next restart when there was one a moment ago', async () => {
    for (const id of ['first', 'second']) {
      a.foundInLog(eventOf(id))
      pass(6 * minute)
      await bringAnother(a)
    }
    expect(restarted).toEqual(['a'])
    pass(15 * minute)
    a.foundInLog(eventOf('third'))
    pass(6 * minute)
    await bringAnother(a)
    expect(restarted).toEqual(['a', 'a'])
  })

  it('changes nothing while the broker brings nothing', async () => {
    a.foundInLog(eventOf('kept'))
    pass(30 * minute)
    a.foundInLog(eventOf('kept, too'))
    await settled()
    expect(restarted).toEqual([])
  })

  it('changes nothing when it was published before the service started', async () => {
    const old = { ...eventOf('old'), time: new Date(store.clock.nowMs - 2 * minute).toISOString() }
    a.foundInLog(old)
    pass(6 * minute)
    await bringAnother(a)
    expect(restarted).toEqual([])
  })

  it('changes nothing with a broker that leaves no consumers behind', async () => {
    const other = createDeliveryWatch({ store, restart: async () => void restarted.push('other') })
    other.begin({ components: [{ name: 'pubsub', type: 'pubsub.kafka' }] })
    pass(minute)
    other.foundInLog(eventOf('kept'))
    pass(6 * minute)
    await bringAnother(other)
    expect(restarted).toEqual([])
  })
})

it('changes nothing when the broker brings the event later, to whichever replica', async () => {
  const late = eventOf('late')
  a.foundInLog(late)
  pass(minute)
  b.delivered(late, false)
  pass(5 * minute)
  await bringAnother(a)
  expect(restarted).toEqual([])
})
