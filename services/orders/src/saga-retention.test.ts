import { createMemoryStore } from '@comptoir/dapr/memory'
import { silentLog } from '@comptoir/service/testing'
import { describe, expect, it } from 'vitest'
import { createAppTwin } from '../test/app-twin.ts'
import { at } from '../test/samples.ts'
import { createSweeps, forgetOnce } from './saga-retention.ts'

const hourMs = 3_600_000
const placedMs = Date.parse(at)

function shop() {
  const twin = createAppTwin()
  const sweeps = createSweeps(createMemoryStore('orders'))
  const forgotten: string[] = []
  const engine = { purge: async (id: string) => forgotten.push(id) > 0 }
  async function forget(hoursLater: number): Promise<string[]> {
    const clock = () => new Date(placedMs + hourMs * hoursLater)
    forgotten.length = 0
    await forgetOnce({
      ...{ orders: twin.orders, sweeps, engine, clock },
      log: silentLog(),
      keptHours: 72,
    })
    return [...forgotten]
  }
  return { twin, forget }
}

describe('the history of a saga', () => {
  it('is forgotten three days after its order was placed, once', async () => {
    const { twin, forget } = shop()
    await twin.seed({ orderId: 'ord_1', status: 'processing', placedAt: at })
    expect(await forget(71)).toEqual([])
    expect(await forget(73)).toEqual(['ord_1', 'ord_1-cancel'])
    expect(await forget(74)).toEqual([])
  })

  it('of a cancel that came later is forgotten three days after it', async () => {
    const { twin, forget } = shop()
    await forget(100)
    const cancelledAt = new Date(placedMs + hourMs * 90).toISOString()
    await twin.seed({
      orderId: 'ord_1',
      status: 'cancelled',
      placedAt: at,
      statusSince: cancelledAt,
    })
    expect(await forget(161)).toEqual([])
    expect(await forget(163)).toEqual(['ord_1', 'ord_1-cancel'])
  })
})
