import { OrderConfirmed } from '@comptoir/contracts/orders/events'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { silentLog } from '@comptoir/service/test/silent-log'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type OwnStock, startOwnStock } from '../test/own-stock.ts'
import { startProjector } from './reports/stock-projection.ts'
import { createStockAlerts, createStockItems } from './reports/stock-reports.ts'
import type { Item } from './stock/stock.ts'
import { startSweeper } from './stock/stock-store.ts'
import { createSubscribers } from './subscribers.ts'

let own: OwnStock
const log = silentLog()

beforeAll(async () => {
  own = await startOwnStock()
})
afterAll(() => own.stop())
beforeEach(() => own.empty())

async function hearConfirmed(orderId: string): Promise<void> {
  const [subscriber] = createSubscribers({ stock: own.stock, log })
  const { type } = OrderConfirmed
  const meta = { id: '1', type, subject: orderId, version: 1, time: '2026-11-21T10:00:00.000Z' }
  await subscriber?.handle({ orderId }, meta)
}

describe('OrderConfirmed', () => {
  it('commits the reservation of the order, once', async () => {
    await own.put('A', 3)
    await own.hold('res_X1', 2)
    await hearConfirmed('ord_X1')
    await hearConfirmed('ord_X1')
    expect(await own.levels()).toEqual({ onHand: 1, reserved: 0, available: 1 })
  })

  it('changes nothing when the order was cancelled first', async () => {
    await own.put('A', 3)
    await own.hold('res_X1', 2)
    await own.stock.release('res_X1', 'ord_X1')
    await hearConfirmed('ord_X1')
    expect(await own.levels()).toMatchObject({ onHand: 3 })
  })

  it('asks to be told again while the reservation is unknown', async () => {
    await expect(hearConfirmed('ord_X1')).rejects.toThrow('no reservation of ord_X1')
  })
})

describe('the workers', () => {
  it('expire what ran out and bring the documents up to the log, until stopped', async () => {
    const store = createMemoryStore('inventory')
    const [items, alerts] = [createStockItems(store), createStockAlerts(store)]
    await own.put('A', 3)
    await own.holdThatRanOut('res_X1', 2)
    const everyMs = 10
    const announced = new Set<string>()
    const changed = async (seen: readonly Item[]) => {
      for (const { sku, version } of seen) announced.add(`${sku}@${version}`)
    }
    const stops = [
      startSweeper({ stock: own.stock, log, everyMs }),
      startProjector({ store, redis: own.redis, items, alerts, changed, log, everyMs }),
    ]
    await expect.poll(async () => (await items.get('A'))?.data.version).toBe(3)
    expect(await own.stock.sweep(10)).toBe(0)
    expect(announced).toContain('A@3')
    await Promise.all(stops.map((stop) => stop()))
    await own.put('A', 9)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect((await items.get('A'))?.data.onHand).toBe(3)
  })
})
