import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { createMemoryLive } from '@comptoir/dapr/test/memory-twins'
import { describe, expect, it } from 'vitest'
import { anOrder, at } from '../../test/samples.ts'
import { note, type Order } from '../order/order.ts'
import { createOrders } from '../order/order-store.ts'
import { createFactBatching } from './fact-batching.ts'

async function batching(most = 3, batchMs = 20) {
  const orders = createOrders(createMemoryStore('orders'), createMemoryLive())
  await orders.create('ord_1', anOrder())
  await orders.create('ord_2', anOrder({ orderId: 'ord_2' }))
  const calls: string[] = []
  const onWritten = async ({ orderId }: Order) => void calls.push(orderId)
  const clock = () => new Date(at)
  const recordFact = createFactBatching({ orders, batchMs, most, onWritten, clock })
  const record = (type: string, orderId = 'ord_1', time = at) =>
    recordFact({ orderId, time, rule: (order) => note(order, { type, at }) })
  const versionOf = async (orderId: string) => (await orders.get(orderId))?.version
  const types = async () =>
    (await orders.get('ord_1'))?.data.history.slice(1).map(({ type }) => type)
  return { recordFact, record, versionOf, types, calls }
}

describe('facts that come together', () => {
  it('are onWritten together as soon as all are there', async () => {
    const { record, versionOf, types, calls } = await batching(3, 60_000)
    await Promise.all(['a', 'b', 'c'].map((type) => record(type)))
    expect([await types(), await versionOf('ord_1')]).toEqual([['a', 'b', 'c'], 2])
    expect(calls).toEqual(['ord_1'])
  })

  it('do not wait long for one that does not come', async () => {
    const { record, versionOf } = await batching()
    await Promise.all([record('a'), record('b')])
    expect(await versionOf('ord_1')).toBe(2)
    await record('c')
    expect(await versionOf('ord_1')).toBe(3)
  })

  it('are not waited for by one that is old: it comes from the log', async () => {
    const { record, versionOf } = await batching(3, 60_000)
    const old = new Date(Date.parse(at) - 2_000).toISOString()
    await record('a', 'ord_1', old)
    expect(await versionOf('ord_1')).toBe(2)
  })

  it('are kept apart by order', async () => {
    const { record, versionOf } = await batching(2, 60_000)
    const one = record('a')
    await Promise.all([record('a', 'ord_2'), record('b', 'ord_2')])
    expect([await versionOf('ord_1'), await versionOf('ord_2')]).toEqual([1, 2])
    await Promise.all([one, record('b')])
  })

  it('do not suffer from one that fails: it is rejected', async () => {
    const { recordFact, record, types } = await batching(3, 60_000)
    const rule = () => {
      throw new Error('never')
    }
    const bad = recordFact({ orderId: 'ord_1', time: at, rule })
    const results = await Promise.allSettled([record('a'), bad, record('b')])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await types()).toEqual(['a', 'b'])
  })
})
