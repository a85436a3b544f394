import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import type { Purge } from '@comptoir/dapr/workflow/engine'
import { refuse } from '@comptoir/service/problems/refusal'
import { silentLog } from '@comptoir/service/test/silent-log'
import { describe, expect, it } from 'vitest'
import { at } from '../../test/samples.ts'
import { createAppTwin } from '../../test/twins/app-twin.ts'
import { createSweeps, purgeOnce } from './history-retention.ts'

const hourMs = 3_600_000
const placedMs = Date.parse(at)

function shop() {
  const twin = createAppTwin()
  const sweeps = createSweeps(createMemoryStore('orders'))
  const forgotten: string[] = []
  /** What the engine does instead of forgetting a saga. */
  const refusals = new Map<string, () => Purge>()
  const ended: string[] = []
  const engine = {
    async terminate(id: string): Promise<void> {
      ended.push(id)
    },
    async purge(id: string): Promise<Purge> {
      const refuse = refusals.get(id)
      if (refuse) return refuse()
      forgotten.push(id)
      return 'purged'
    },
  }
  async function forget(hoursLater: number): Promise<string[]> {
    const clock = () => new Date(placedMs + hourMs * hoursLater)
    forgotten.length = 0
    await purgeOnce({
      ...{ orders: twin.orders, sweeps, engine, clock },
      log: silentLog(),
      sagaHistoryHours: 72,
    })
    return [...forgotten]
  }
  return { twin, forget, refusals, ended }
}

describe('the history of a saga', () => {
  it('is forgotten three days after its order was placed, once', async () => {
    const { twin, forget } = shop()
    await twin.seed({ orderId: 'ord_1', status: 'processing', placedAt: at })
    expect(await forget(71)).toEqual([])
    expect(await forget(73)).toEqual(['ord_1', 'ord_1-cancel'])
    expect(await forget(74)).toEqual([])
  })

  it('that still runs is ended when its order needs none any more, and forgotten in the next sweep', async () => {
    const { twin, forget, refusals, ended } = shop()
    await twin.seed({ orderId: 'ord_1', status: 'delivered', placedAt: at })
    await twin.seed({ orderId: 'ord_2', status: 'awaiting_payment', placedAt: at })
    refusals.set('ord_1', () => 'running')
    refusals.set('ord_2', () => 'running')
    await forget(73)
    expect(ended).toEqual(['ord_1'])
    refusals.delete('ord_1')
    expect(await forget(74)).toEqual(['ord_1'])
    expect(ended).toEqual(['ord_1'])
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

  const unavailable = (): Purge => {
    throw refuse('dependency_unavailable', 'the workflow engine does not answer')
  }
  const running = (): Purge => 'running'

  it.each([
    ['the engine does not answer', unavailable],
    ['the saga still runs', running],
  ])('is tried again in every later sweep while %s, and holds up no other', async (_, refusal) => {
    const { twin, forget, refusals } = shop()
    await twin.seed({ orderId: 'ord_1', status: 'processing', placedAt: at })
    await twin.seed({ orderId: 'ord_2', status: 'processing', placedAt: at })
    refusals.set('ord_1', refusal)
    expect((await forget(73)).toSorted()).toEqual(['ord_1-cancel', 'ord_2', 'ord_2-cancel'])
    expect(await forget(74)).toEqual([])
    refusals.clear()
    expect(await forget(75)).toEqual(['ord_1'])
    expect(await forget(76)).toEqual([])
  })

  it('of many is not skipped when the engine is away for a whole sweep', async () => {
    const { twin, forget, refusals } = shop()
    const ids = Array.from({ length: 120 }, (__, n) => `ord_${n}`)
    for (const orderId of ids) {
      await twin.seed({ orderId, status: 'processing', placedAt: at })
      refusals.set(orderId, unavailable)
    }
    await expect(forget(73)).rejects.toMatchObject({ code: 'dependency_unavailable' })
    refusals.clear()
    expect(await forget(74)).toHaveLength(2 * ids.length)
  })
})
