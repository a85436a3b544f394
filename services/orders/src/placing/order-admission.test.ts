import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { createMemoryLive } from '@comptoir/dapr/test/memory-twins'
import { metricsText } from '@comptoir/service/observability/metrics'
import { describe, expect, it } from 'vitest'
import { anOrder, at } from '../../test/samples.ts'
import type { Order } from '../order/order.ts'
import { createOrders } from '../order/order-store.ts'
import { measureInFlight } from '../order-metrics.ts'
import { createOrderAdmission } from './order-admission.ts'

const nowMs = Date.parse(at)
const before = (seconds: number) => new Date(nowMs - 1_000 * seconds).toISOString()
const awaiting = 'awaiting_payment' as const

/** Order admission with these orders, after its first count. */
async function admissionWith(some: readonly Partial<Order>[], limit = 3) {
  const orders = createOrders(createMemoryStore('orders'), createMemoryLive())
  for (const [n, change] of some.entries()) {
    await orders.create(`ord_${n}`, anOrder({ orderId: `ord_${n}`, ...change }))
  }
  const time = { nowMs }
  const admission = createOrderAdmission({
    orders,
    ordersInFlightLimit: limit,
    clock: () => new Date(time.nowMs),
    random: () => 0.5,
  })
  await admission.count()
  return { admission, orders, time }
}

const paymentOf = (status: Order['payment']['status']) => ({
  payment: { ...anOrder().payment, status },
})

describe('orders in flight', () => {
  it('are those that wait for a step of the platform', async () => {
    const { admission } = await admissionWith([
      { statusSince: before(1_200) },
      { status: awaiting, statusSince: before(5) },
      { status: awaiting, statusSince: before(5), ...paymentOf('paid') },
      { status: 'confirmed', statusSince: before(5) },
    ])
    expect(admission.inFlight()).toBe(4)
  })

  it('are not those that wait for a shopper, are stalled or are over', async () => {
    const { admission } = await admissionWith([
      { status: awaiting, ...paymentOf('requires_action') },
      { status: awaiting, ...paymentOf('failed') },
      { status: awaiting, statusSince: before(601) },
      { status: 'confirmed', statusSince: before(601) },
      { status: 'processing' },
      { status: 'rejected' },
    ])
    expect(admission.inFlight()).toBe(0)
  })

  it('are shown as they were counted', async () => {
    const { admission } = await admissionWith([{}, { status: 'confirmed' }])
    measureInFlight(admission.inFlight)
    expect((await metricsText()).text).toContain('comptoir_orders_in_flight 2')
  })
})

describe('a admission', () => {
  it('lets in as many as there is room for, those among them that are being placed', async () => {
    const { admission } = await admissionWith([{}, {}])
    const { promise, resolve } = Promise.withResolvers<string>()
    const third = admission.admit(() => promise)
    await expect(admission.admit(async () => 'fourth')).rejects.toMatchObject({
      code: 'overloaded',
    })
    resolve('third')
    expect(await third).toBe('third')
    await expect(admission.admit(async () => 'fifth')).rejects.toMatchObject({ code: 'overloaded' })
  })

  it('keeps no place for an order that was refused for another reason', async () => {
    const { admission } = await admissionWith([{}, {}])
    const refused = admission.admit(async () => {
      throw new Error('out of stock')
    })
    await expect(refused).rejects.toThrow('out of stock')
    expect(await admission.admit(async () => 'next')).toBe('next')
  })

  it('has room again after a count that finds some', async () => {
    const { admission, orders } = await admissionWith([{}, {}, {}])
    await expect(admission.admit(async () => 'early')).rejects.toMatchObject({ code: 'overloaded' })
    await orders.remove('ord_0')
    await admission.count()
    expect(await admission.admit(async () => 'later')).toBe('later')
  })

  it('sends those away for longer who come among many', async () => {
    const { admission } = await admissionWith([{}, {}, {}])
    const seconds: unknown[] = []
    for (let n = 0; n < 100; n++) {
      const refused = admission.admit(async () => 'never')
      await refused.catch(({ extensions }) => seconds.push(extensions.retryAfterSeconds))
    }
    expect([seconds[0], seconds[99]]).toEqual([2, 12])
  })

  it('refuses nobody because it cannot count', async () => {
    const { admission, orders, time } = await admissionWith([{}, {}, {}])
    orders.count = async () => {
      throw new Error('no counts')
    }
    await expect(admission.count()).rejects.toThrow('no counts')
    await expect(admission.admit(async () => 'soon')).rejects.toMatchObject({ code: 'overloaded' })
    time.nowMs += 10_001
    expect(await admission.admit(async () => 'later')).toBe('later')
  })
})
