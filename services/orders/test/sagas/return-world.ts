import { returnShipmentIdOf } from '@comptoir/contracts/ids'
import { fixedSettings } from '@comptoir/dapr/test/fixed-settings'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { createMemoryLive } from '@comptoir/dapr/test/memory-twins'
import { startOrder } from '../../src/order/order.ts'
import { createOrders } from '../../src/order/order-store.ts'
import { type RequestDeps, requestReturn } from '../../src/returns/request-return.ts'
import type { Return } from '../../src/returns/return.ts'
import { createReturns } from '../../src/returns/return-store.ts'
import type { AskedLine, ReturnRequest } from '../../src/returns/returnable.ts'
import { followReturn } from '../../src/returns/saga/label-activities.ts'
import { createReturnActivities } from '../../src/returns/saga/return-activities.ts'
import { returnSaga } from '../../src/returns/saga/return-saga.ts'
import { anOrder, aSnapshot, at, eur } from '../samples.ts'
import { createShopTwin } from '../twins/shop-twin.ts'
import { driveSaga, type SagaRun } from './saga-driver.ts'

/** Three mugs, one of them free, a pot and a gift. */
export const lines = [
  { ...aSnapshot().lines[0], sku: 'MUG', quantity: 3, gross: eur(2399) },
  { ...aSnapshot().lines[0], sku: 'POT', quantity: 1, gross: eur(900) },
  { ...aSnapshot().lines[0], sku: 'GIFT', quantity: 1, gross: eur(0) },
] as ReturnType<typeof aSnapshot>['lines']

export function aDeliveredOrder(change: object = {}) {
  const snapshot = aSnapshot({ lines })
  const parcel = {
    ...{ shipmentId: 'shp_1', status: 'delivered' as const, deliveredAt: at, handedOverAt: at },
    events: [],
  }
  return anOrder({
    ...startOrder({ snapshot, placementKey: 'key' }),
    ...{ status: 'delivered', parcels: [parcel] },
    ...change,
  } as never)
}

export const wanting = (
  lines: readonly (Omit<AskedLine, 'reason'> & Partial<Pick<AskedLine, 'reason'>>)[],
  change: Partial<ReturnRequest> = {},
): ReturnRequest => ({
  ...{ kind: 'return', by: 'customer', at, key: 'key-1' },
  lines: lines.map((line) => ({ reason: 'changed_mind', ...line })),
  ...change,
})

/** An order that was delivered, and what its returns need, in memory. */
export async function createReturnWorld(change: object = {}) {
  const store = createMemoryStore('orders')
  const live = createMemoryLive()
  const orders = createOrders(store, live)
  const returns = createReturns(store)
  const shop = createShopTwin()
  shop.invoice = 'finalised'
  shop.parcel = 'delivered'
  await orders.create('ord_1', aDeliveredOrder(change))
  const times = { nowMs: Date.parse(at) }
  const clock = () => new Date(times.nowMs)
  const started: string[] = []
  const sagas = {
    startReturnSaga: async ({ returnId }: Return) => void started.push(returnId),
    signalReturn: async () => undefined,
  } as unknown as RequestDeps['sagas']
  const settings = fixedSettings()
  const deps = { orders, returns, sagas, settings }
  const activities = createReturnActivities({ ...shop, settings, orders, returns, clock })
  const scan = (status: 'in_transit' | 'delivered', returnId: string) => {
    const shipmentId = returnShipmentIdOf(returnId)
    const at = clock().toISOString()
    return followReturn({ returns, sagas }, { shipmentId, purpose: 'return', status, at })
  }
  const request = (asked: ReturnRequest) => requestReturn(deps, 'ord_1', asked)
  const rule = (returnId: string, apply: (ret: Return) => Return) => returns.change(returnId, apply)
  const order = async () => (await orders.get('ord_1'))?.data ?? aDeliveredOrder()
  const read = async (returnId: string) => (await returns.get(returnId))?.data
  const published = () => store.published.map(({ type }) => type.split('.')[2])
  const drive = (returnId: string, whileWaiting: (run: SagaRun, waits: number) => unknown) =>
    driveSaga(
      returnSaga,
      { returnId, orderId: 'ord_1' },
      {
        activities,
        startMs: times.nowMs,
        mostSteps: 200,
        async whileWaiting(run, waits) {
          times.nowMs = run.clock.nowMs
          await whileWaiting(run, waits)
        },
      },
    )
  return {
    ...{ store, orders, returns, shop, deps, clock, times, started, activities },
    ...{ request, rule, order, read, published, drive, scan },
  }
}
