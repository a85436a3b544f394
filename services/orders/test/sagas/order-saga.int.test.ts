import { createStore } from '@comptoir/dapr/documents/sidecar-store'
import { createEventSignatures } from '@comptoir/dapr/events/signatures'
import { createLive } from '@comptoir/dapr/live/live-channels'
import { createSidecar } from '@comptoir/dapr/sidecar/sidecar'
import { fixedSettings } from '@comptoir/dapr/test/fixed-settings'
import { createWorkflowEngine, type WorkflowEngine } from '@comptoir/dapr/workflow/engine'
import { silentLog } from '@comptoir/service/test/silent-log'
import { type Sandbox, startSandbox } from '@comptoir/tools/sandbox/sandbox'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Order } from '../../src/order/order.ts'
import { requestCancel } from '../../src/order/order-cancel.ts'
import { recordInvoiceIssued, recordStockCommitted } from '../../src/order/order-fulfilment.ts'
import { recordPayment } from '../../src/order/order-payment.ts'
import { createOrders, type Orders } from '../../src/order/order-store.ts'
import { recordParcel } from '../../src/parcels/order-parcels.ts'
import { createActivities } from '../../src/saga/activities/activities.ts'
import { createOrderListeners } from '../../src/saga/order-listeners.ts'
import { createSagaControl, type SagaControl } from '../../src/saga/saga-starter.ts'
import { sagas as table } from '../../src/saga/saga-versions.ts'
import { watchOnce } from '../../src/saga/unattended-orders.ts'
import { anOrder, at } from '../samples.ts'
import { createShopTwin } from '../twins/shop-twin.ts'

const log = silentLog()
const shop = createShopTwin()
const closers: (() => Promise<unknown> | unknown)[] = []
let sandbox: Sandbox
let redis: Redis
let engine: WorkflowEngine
let orders: Orders
let sagas: SagaControl

beforeAll(async () => {
  shop.stock.set('MUG', 1_000)
  sandbox = await startSandbox({ apps: [{ appId: 'orders' }], workflows: true })
  const { httpPort, grpcPort, apiToken } = sandbox.sidecar('orders')
  const sidecar = createSidecar({ httpPort, apiToken })
  redis = new Redis(sandbox.redisUrl)
  const live = createLive(redis)
  const listeners = createOrderListeners()
  const signatures = createEventSignatures(sandbox.eventKeys('orders'))
  const store = createStore({ sidecar, redis, service: 'orders', log, signatures })
  orders = createOrders(store, live, listeners)
  const clock = () => new Date()
  engine = createWorkflowEngine({
    ...{ sidecar, daprGrpcPort: grpcPort, daprApiToken: apiToken, log },
    workflows: table.workflows,
    activities: createActivities({
      ...{ ...shop, orders, clock, listeners, live },
      ...{ settings: fixedSettings(), activityWaitMs: 500 },
    }),
  })
  sagas = createSagaControl({
    ...{ engine, listeners, log, fulfilmentDeadlineSeconds: 600 },
    settings: fixedSettings({ orders: { paymentDeadlineSeconds: 600 } }),
    orderSaga: table.newest,
  })
  closers.push(
    engine.run(),
    () => live.close(),
    () => redis.disconnect(),
    () => sidecar.close(),
  )
  await vi.waitFor(() => expect(engine.connected()).toBe(true), { timeout: 30_000 })
})

afterAll(async () => {
  for (const close of closers) await close()
  await sandbox.stop()
})

async function placed(orderId: string): Promise<Order> {
  const order = anOrder({ orderId, placedAt: new Date().toISOString() })
  const { document } = await orders.create(orderId, order)
  await sagas.startOrderSaga(document.data)
  return document.data
}

async function reached(orderId: string, ...statuses: string[]): Promise<Order> {
  const look = async () => (await orders.get(orderId))?.data.status ?? 'none'
  await expect
    .poll(look, { timeout: 30_000, interval: 30 })
    .toSatisfy((status: string) => statuses.includes(status))
  return (await orders.get(orderId))?.data ?? anOrder()
}

async function pay(orderId: string): Promise<void> {
  const paid = { status: 'paid' as const, at, version: 1 }
  const { data } = await orders.change(orderId, (order) => recordPayment(order, paid))
  await sagas.signal(data, 'payment')
}

async function fulfil(orderId: string): Promise<void> {
  await orders.change(orderId, (order) => recordStockCommitted(order, at))
  await orders.change(orderId, (order) => recordInvoiceIssued(order, { number: 'FA-1', at }))
  const fact = { status: 'label_created' as const, at, version: 1 }
  const { data } = await orders.change(orderId, (order) => recordParcel(order, fact))
  await sagas.signal(data, 'fulfilled')
}

async function ended(orderId: string): Promise<void> {
  const look = async () => (await engine.state(orderId))?.status
  await expect.poll(look, { timeout: 20_000, interval: 50 }).toBe('completed')
}

describe('the order saga on a real sidecar', () => {
  it('takes an order to processing, though every signal comes twice', async () => {
    await placed('ord_a')
    await reached('ord_a', 'awaiting_payment')
    await Promise.all([pay('ord_a'), pay('ord_a')])
    await reached('ord_a', 'confirmed')
    await Promise.all([fulfil('ord_a'), fulfil('ord_a')])
    await reached('ord_a', 'processing')
    await ended('ord_a')
  })

  it('receives signals that come before it waits for them', async () => {
    const order = anOrder({ orderId: 'ord_b', placedAt: new Date().toISOString() })
    await orders.create('ord_b', order)
    const starting = sagas.startOrderSaga(order)
    await orders.change('ord_b', (same) => requestCancel(same, { reason: 'x', by: 'customer', at }))
    await sagas.signal(order, 'cancel')
    await starting
    await reached('ord_b', 'cancelled')
    await ended('ord_b')
  })

  it('finds by its timer what no signal said', async () => {
    await placed('ord_c')
    await reached('ord_c', 'awaiting_payment')
    await orders.change('ord_c', (order) =>
      recordPayment(order, { status: 'paid', at, version: 1 }),
    )
    await reached('ord_c', 'confirmed')
  })

  it('undoes a confirmed order, and does nothing more when it is started again', async () => {
    const order = await placed('ord_d')
    await reached('ord_d', 'awaiting_payment')
    shop.payment = 'succeeded'
    await pay('ord_d')
    await reached('ord_d', 'confirmed')
    await orders.change('ord_d', (same) => requestCancel(same, { reason: 'x', by: 'customer', at }))
    await sagas.signal(order, 'cancel')
    const cancelled = await reached('ord_d', 'cancelled')
    await ended('ord_d')
    expect(shop.refunds).toContain('rf_d')
    await sagas.startOrderSaga(order)
    await ended('ord_d')
    expect((await orders.get('ord_d'))?.data).toEqual(cancelled)
  })

  it('ends every one of sixty orders paid at once, none twice', async () => {
    const ids = Array.from({ length: 60 }, (_, index) => `ord_burst${index}`)
    const before = shop.stock.get('MUG') ?? 0
    await Promise.all(ids.map(placed))
    await Promise.all(
      ids.map(async (id) => {
        await reached(id, 'awaiting_payment')
        await pay(id)
        await reached(id, 'confirmed')
        await fulfil(id)
      }),
    )
    for (const id of ids) await reached(id, 'processing')
    expect(shop.stock.get('MUG')).toBe(before - 2 * ids.length)
    const { data } = (await orders.get('ord_burst0')) ?? { data: anOrder() }
    expect(data.history.filter(({ type }) => type === 'confirmed')).toHaveLength(1)
  })

  it('starts again when its workflow was lost, though the scheduler still holds its timers', async () => {
    await placed('ord_e')
    await reached('ord_e', 'awaiting_payment')
    await sandbox.killSidecar('orders')
    const keys = await redis.keys('*dapr.internal.*||ord_e||*')
    expect(await redis.del(keys)).toBeGreaterThan(0)
    await sandbox.startSidecar('orders')
    await expect.poll(() => engine.connected(), { timeout: 30_000 }).toBe(true)
    const watched = async () => {
      await watchOnce({
        ...{ orders, sagas, log, unattendedSeconds: 0, settings: fixedSettings() },
        clock: () => new Date(),
        refundLate: async () => undefined,
      })
      return (await orders.get('ord_e'))?.data.sagaIds?.order
    }
    // the sidecar may not have its actors yet
    await expect.poll(watched, { timeout: 20_000, interval: 500 }).toMatch(/^ord_e-/)
    await pay('ord_e')
    await reached('ord_e', 'confirmed')
    await fulfil('ord_e')
    await reached('ord_e', 'processing')
  })
})
