import { metricsText } from '@comptoir/service/observability/metrics'
import { describe, expect, it } from 'vitest'
import { anOrder } from '../test/samples.ts'
import { move } from './order/order.ts'
import { countMove, measureOrders } from './order-metrics.ts'

const text = async () => (await metricsText()).text

describe('metrics of orders', () => {
  it('count the outcome of a saga with its duration, once', async () => {
    const before = anOrder({ status: 'awaiting_payment', placedAt: '2026-11-21T10:00:00.000Z' })
    const after = move(before, 'confirmed', { at: '2026-11-21T10:00:00.120Z' })
    countMove(before, after)
    countMove(after, after)
    const seen = await text()
    expect(seen).toContain('comptoir_order_moves_total{status="confirmed"} 1')
    expect(seen).toContain('comptoir_saga_duration_seconds_sum{outcome="confirmed"} 0.12')
    expect(seen).toContain('comptoir_saga_duration_seconds_bucket{le="0.1",outcome="confirmed"} 0')
    expect(seen).toContain('comptoir_saga_duration_seconds_bucket{le="0.15",outcome="confirmed"} 1')
  })

  it('show how many are in each state', async () => {
    measureOrders({ count: async (_, key) => (key === 'status:shipped' ? 7 : 0) })
    expect(await text()).toContain('comptoir_orders{status="shipped"} 7')
  })
})
