import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { newEvent } from '@comptoir/contracts/event'
import { shipmentIdOf } from '@comptoir/contracts/ids'
import { OrderConfirmed, OrderSnapshot } from '@comptoir/contracts/orders'
import { cancelShipment, readShipmentOutcome } from '@comptoir/contracts/shipping'
import { createCollection } from '@comptoir/dapr/documents'
import { type Client, createClient } from '@comptoir/dapr/invoke'
import { attachLog } from '@comptoir/dapr/log'
import { createSidecar } from '@comptoir/dapr/sidecar'
import { createStore, type Store } from '@comptoir/dapr/store'
import { createServiceApp } from '@comptoir/service/app'
import { type Listener, listen } from '@comptoir/service/listen'
import { createTestVerifier, silentLog } from '@comptoir/service/testing'
import { freePorts, type Sandbox, startSandbox } from '@comptoir/tools/sandbox'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { sampleOrder } from './sample-order.ts'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))
let sandbox: Sandbox
let redis: Redis
let orders: { store: Store; listener: Listener; shipping: Client }
let shipping: ChildProcess
let shippingPort = 0

/** Stands where orders does: announces orders and serves its log. */
async function startOrders(port: number) {
  const { verify } = createTestVerifier()
  const log = silentLog()
  const names = { appId: 'orders', title: 'orders', description: 'orders' }
  const app = createServiceApp({ ...names, verify, log, appToken: sandbox.appToken })
  const sidecar = createSidecar({ appId: 'orders', httpPort: sandbox.sidecar('orders').httpPort })
  const store = createStore({ sidecar, redis, service: 'orders', log })
  attachLog(app, store)
  const listener = await listen(app, { port, host: '127.0.0.1' })
  return { store, listener, shipping: createClient(sidecar, 'shipping') }
}

function startShipping(paceSeconds: string): ChildProcess {
  const { httpPort, grpcPort } = sandbox.sidecar('shipping')
  return spawn(process.execPath, [main], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      PORT: String(shippingPort),
      DAPR_HTTP_PORT: String(httpPort),
      DAPR_GRPC_PORT: String(grpcPort),
      APP_API_TOKEN: sandbox.appToken,
      REDIS_URL: sandbox.redisUrl,
      PARCEL_PACE_SECONDS: paceSeconds,
    },
  })
}

async function confirm(orderId: string): Promise<void> {
  const order = sampleOrder({ orderId })
  const documents = createCollection(orders.store, { name: 'orders', schema: OrderSnapshot })
  const confirmedAt = new Date().toISOString()
  await documents.create(orderId, order, [newEvent(OrderConfirmed, { ...order, confirmedAt })])
}

const statusOf = async (orderId: string) => {
  const params = { shipmentId: shipmentIdOf(orderId) }
  const outcome = await orders.shipping(readShipmentOutcome, { params }).catch(() => undefined)
  return outcome?.status
}
const soon = { timeout: 60_000, interval: 100 }

beforeAll(async () => {
  const [ordersPort = 0, port = 0] = await freePorts(2)
  shippingPort = port
  sandbox = await startSandbox({
    apps: [
      { appId: 'orders', appPort: ordersPort },
      { appId: 'shipping', appPort: port },
    ],
  })
  redis = new Redis(sandbox.redisUrl)
  orders = await startOrders(ordersPort)
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
  const cancelled = await orders.shipping(cancelShipment, { params: { shipmentId: 'shp_2' }, body })
  expect(cancelled.status).toBe('cancelled')
  shipping.kill('SIGKILL')
  await once(shipping, 'exit')
  shipping = startShipping('0.2')
  await expect.poll(() => statusOf('ord_1'), soon).toBe('delivered')
  expect(await statusOf('ord_2')).toBe('cancelled')
})
