import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type OwnStock, startOwnStock } from '../../test/own-stock.ts'
import { createStockItems } from '../reports/stock-reports.ts'
import { createStockOpening } from './opening.ts'

let own: OwnStock

beforeAll(async () => {
  own = await startOwnStock()
})
afterAll(() => own.stop())
beforeEach(() => own.redis.flushall())

const item = {
  ...{ sku: 'A', onHand: 5, reserved: 0, available: 5 },
  ...{ lowThreshold: 0, level: 'ok' as const, version: 1 },
}

/** A store that has a document of an item, as the shop whose Redis was lost has. */
async function withItem() {
  const store = createMemoryStore('inventory')
  await createStockItems(store).create('A', item)
  const batch = { documents: ['stock-alerts/A@1', 'stock-items/A'], isSettled: true }
  const list = async function* () {
    yield { ...batch, drop: async () => {} }
  }
  return {
    ...store,
    documents: { ...store.documents, prepare: async () => ({ settleMs: 0, list }) },
  }
}

describe('stock that Redis has lost', () => {
  it('is neither told nor changed, and stays so whatever is asked', async () => {
    const opening = createStockOpening(own.redis, await withItem())
    await opening.look()
    expect(opening.missing()).toMatch(/lost: npm run restore-stock/)
    for (const asked of [() => own.hold('1', 1), () => own.put('A', 5), () => own.levels()])
      await expect(asked()).rejects.toMatchObject({ code: 'dependency_unavailable' })
    await opening.look()
    expect(opening.missing()).toMatch(/lost/)
    expect(await own.redis.keys('*')).toEqual([])
  })

  it('is noticed while the service runs', async () => {
    const opening = createStockOpening(own.redis, await withItem())
    await own.empty()
    await opening.look()
    expect(opening.missing()).toBeUndefined()
    await own.redis.flushall()
    await expect(own.hold('1', 1)).rejects.toMatchObject({ code: 'dependency_unavailable' })
    await opening.look()
    expect(opening.missing()).toMatch(/lost/)
  })
})

describe('stock that is there', () => {
  it('is opened for a new shop, which has no items', async () => {
    const opening = createStockOpening(own.redis, createMemoryStore('inventory'))
    expect(opening.missing()).toMatch(/not read yet/)
    await opening.look()
    expect(opening.missing()).toBeUndefined()
    await own.put('A', 5)
    expect(await own.levels()).toMatchObject({ onHand: 5 })
  })

  it('is opened when it is older than the mark', async () => {
    await own.empty()
    await own.put('A', 5)
    await own.redis.del('{log:inventory}:begun')
    const opening = createStockOpening(own.redis, await withItem())
    await opening.look()
    expect(opening.missing()).toBeUndefined()
    expect(await own.levels()).toMatchObject({ onHand: 5 })
  })

  it('is not opened by what documents tell after a loss', async () => {
    const event = {
      specversion: '1.0',
      source: 'inventory',
      subject: 'wsh_1',
      data: {},
      signature: 'x',
    }
    const told = {
      ...event,
      id: 'e',
      type: 't',
      time: '2026-11-21T10:00:00.000Z',
      aggregateversion: 1,
    }
    await own.redis.xadd('log:inventory', '*', 'event', JSON.stringify(told))
    const opening = createStockOpening(own.redis, await withItem())
    await opening.look()
    expect(opening.missing()).toMatch(/lost/)
  })
})
