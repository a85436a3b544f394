import { fixedSettings } from '@comptoir/dapr/test/fixed-settings'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { createMemoryLive } from '@comptoir/dapr/test/memory-twins'
import type { Order } from '../../src/order/order.ts'
import { requestCancel } from '../../src/order/order-cancel.ts'
import { recordInvoiceIssued, recordStockCommitted } from '../../src/order/order-fulfilment.ts'
import { recordPayment } from '../../src/order/order-payment.ts'
import { createOrders } from '../../src/order/order-store.ts'
import { recordParcel } from '../../src/parcels/order-parcels.ts'
import { createActivities } from '../../src/saga/activities/activities.ts'
import { createOrderListeners } from '../../src/saga/order-listeners.ts'
import { orderSaga } from '../../src/saga/order-saga.ts'
import { anOrder, at } from '../samples.ts'
import { createShopTwin } from '../twins/shop-twin.ts'
import { driveSaga, type SagaRun } from './saga-driver.ts'

export const startMs = Date.parse(at)
export const input = {
  orderId: 'ord_1',
  placedAt: at,
  paymentDeadlineSeconds: 1_800,
  fulfilmentDeadlineSeconds: 900,
}

export async function createSagaWorld(change: Partial<Order> = {}, activityWaitMs = 0) {
  const store = createMemoryStore('orders')
  const live = createMemoryLive()
  const listeners = createOrderListeners()
  const orders = createOrders(store, live, listeners)
  const shop = createShopTwin()
  await orders.create('ord_1', anOrder(change))
  const times = { nowMs: startMs }
  const clock = () => new Date(times.nowMs)
  const activities = createActivities({
    ...{ ...shop, orders, clock, listeners, live },
    ...{ settings: fixedSettings(), activityWaitMs },
  })
  const rule = (apply: (order: Order) => Order) => orders.change('ord_1', apply)
  const order = async () => (await orders.get('ord_1'))?.data ?? anOrder()
  const published = () => store.published.map(({ type }) => type.split('.')[2])
  const drive = (whileWaiting: (run: SagaRun, waits: number) => Promise<void> | void) =>
    driveSaga(orderSaga, input, {
      activities,
      startMs,
      async whileWaiting(run, waits) {
        await whileWaiting(run, waits)
        times.nowMs = run.clock.nowMs
      },
    })
  return { ...{ store, live, listeners, orders, shop }, activities, rule, order, published, drive }
}
export type SagaWorld = Awaited<ReturnType<typeof createSagaWorld>>

export const paid = { status: 'paid' as const, at, attempt: 1, version: 1 }
export const refused = {
  status: 'failed' as const,
  at,
  attempt: 1,
  failureCode: 'card_declined',
  version: 1,
}
export const cancelRequest = { reason: 'changed_mind', by: 'customer' as const, at }

type Signals = Pick<SagaRun, 'raise'>

export async function pay({ rule, shop }: SagaWorld, run: Signals) {
  shop.payment = 'succeeded'
  await rule((order) => recordPayment(order, paid))
  run.raise('payment')
}

export async function cancel({ rule }: SagaWorld, run: Signals) {
  await rule((order) => requestCancel(order, cancelRequest))
  run.raise('cancel')
}

export async function fulfil({ rule, shop }: SagaWorld, run: Signals) {
  shop.parcel = 'label_created'
  shop.invoice = 'finalised'
  await rule((order) => recordStockCommitted(order, at))
  await rule((order) => recordInvoiceIssued(order, { number: 'FA-2026-000001', at }))
  await rule((order) => recordParcel(order, { status: 'label_created', at, version: 1 }))
  run.raise('fulfilled')
}
