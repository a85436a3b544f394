import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { newEvent } from '@comptoir/contracts/event'
import { shipmentIdOf } from '@comptoir/contracts/ids'
import { OrderConfirmed } from '@comptoir/contracts/orders/events'
import { OrderSnapshot } from '@comptoir/contracts/orders/schemas'
import { cancelShipment, readShipmentOutcome } from '@comptoir/contracts/shipping/routes'
import { createCollection } from '@comptoir/dapr/documents/documents'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { type StubService, startStubService } from '@comptoir/dapr/test/stub-service'
import { freePorts, type Sandbox, startSandbox } from '@comptoir/tools/sandbox/sandbox'
import { startService } from '@comptoir/tools/sandbox/sandbox-service'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { sampleOrder } from './sample-order.ts'

let sandbox: Sandbox
let redis: Redis
/** Stands where orders does: announces orders and serves its log. */
let orders: StubService
let ask: Client
let shipping: ChildProcess

const startShipping = (paceSeconds: string) =>
  startService(sandbox, 'shipping', { PARCEL_PACE_SECONDS: paceSeconds })

async function confirm(orderId: string): Promise<void> {
  const order = sampleOrder({ orderId })
  const documents = createCollection(orders.store, { name: 'orders', schema: OrderSnapshot })
  const confirmedAt = new Date().toISOString()
  await documents.create(orderId, order, [newEvent(OrderConfirmed, { ...order, confirmedAt })])
}

const statusOf = async (orderId: string) => {
  const params = { shipmentId: shipmentIdOf(orderId) }
  const outcome = await ask(readShipmentOutcome, { params }).catch(() => undefined)
  return outcome?.status
}
const soon = { timeout: 60_000, interval: 100 }

beforeAll(async () => {
  const [ordersPort = 0, port = 0] = await freePorts(2)
  sandbox = await startSandbox({
    apps: [
      { appId: 'orders', appPort: ordersPort },
      { appId: 'shipping', appPort: port },
    ],
  })
  redis = new Redis(sandbox.redisUrl)
  orders = await startStubService('orders', sandbox, redis)
  ask = orders.client('shipping')
  shipping = startShipping('3600')
  await vi.waitFor(async () => expect(await statusOf('ord_0')).toBe('unknown'), soon)
})

afterAll(async () => {
  shipping.kill('SIGKILL')
  await orders.listener.close()
  redis.disconnect()
  await sandbox.stop()
})

it('ships a confirmed order, cancels another, and goes on moving parcels after a crash', async () => {
  await Promise.all(['ord_1', 'ord_2'].map(confirm))
  await expect.poll(() => statusOf('ord_1'), soon).toBe('label_created')
  await expect.poll(() => statusOf('ord_2'), soon).toBe('label_created')
  const body = { orderId: 'ord_2', reason: 'order_cancelled' }
  const cancelled = await ask(cancelShipment, { params: { shipmentId: 'shp_2' }, body })
  expect(cancelled.status).toBe('cancelled')
  shipping.kill('SIGKILL')
  await once(shipping, 'exit')
  shipping = startShipping('0.2')
  await expect.poll(() => statusOf('ord_1'), soon).toBe('delivered')
  expect(await statusOf('ord_2')).toBe('cancelled')
})
