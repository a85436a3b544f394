import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { cancelInvoice, readInvoiceOutcome } from '@comptoir/contracts/billing'
import { newEvent } from '@comptoir/contracts/event'
import { invoiceIdOf } from '@comptoir/contracts/ids'
import { OrderConfirmed, OrderSnapshot } from '@comptoir/contracts/orders'
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
let orders: { store: Store; listener: Listener; billing: Client }
let billing: ChildProcess
let billingPort = 0

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
  return { store, listener, billing: createClient(sidecar, 'billing') }
}

function startBilling(): ChildProcess {
  const { httpPort, grpcPort } = sandbox.sidecar('billing')
  return spawn(process.execPath, [main], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      PORT: String(billingPort),
      DAPR_HTTP_PORT: String(httpPort),
      DAPR_GRPC_PORT: String(grpcPort),
      APP_API_TOKEN: sandbox.appToken,
      REDIS_URL: sandbox.redisUrl,
    },
  })
}

async function confirm(orderId: string): Promise<void> {
  const order = sampleOrder({ orderId })
  const documents = createCollection(orders.store, { name: 'orders', schema: OrderSnapshot })
  const confirmedAt = new Date().toISOString()
  await documents.create(orderId, order, [newEvent(OrderConfirmed, { ...order, confirmedAt })])
}

const outcomeOf = (orderId: string) =>
  orders.billing(readInvoiceOutcome, { params: { invoiceId: invoiceIdOf(orderId) } })
const soon = { timeout: 60_000, interval: 200 }

beforeAll(async () => {
  const [ordersPort = 0, port = 0] = await freePorts(2)
  billingPort = port
  sandbox = await startSandbox({
    apps: [
      { appId: 'orders', appPort: ordersPort },
      { appId: 'billing', appPort: port },
    ],
  })
  redis = new Redis(sandbox.redisUrl)
  orders = await startOrders(ordersPort)
  billing = startBilling()
  await vi.waitFor(() => outcomeOf('ord_0'), soon)
})

afterAll(async () => {
  billing.kill('SIGKILL')
  await orders.listener.close()
  redis.disconnect()
  await sandbox.stop()
})

it('numbers every confirmed order from 1 to n and makes its PDF, killed in the middle', async () => {
  const ids = Array.from({ length: 12 }, (_, n) => `ord_${n + 1}`)
  await Promise.all(ids.slice(0, 6).map(confirm))
  await expect.poll(async () => (await outcomeOf('ord_1')).status, soon).toBe('finalised')
  billing.kill('SIGKILL')
  await once(billing, 'exit')
  await Promise.all(ids.slice(6).map(confirm))
  billing = startBilling()
  const outcomes = () => Promise.all(ids.map((id) => outcomeOf(id).catch(() => undefined)))
  await expect
    .poll(async () => (await outcomes()).filter((outcome) => outcome?.pdfReady).length, soon)
    .toBe(12)
  const numbers = (await outcomes()).map((outcome) => Number(outcome?.number?.split('-')[2]))
  expect(numbers.toSorted((a, b) => a - b)).toEqual(ids.map((_, n) => n + 1))
})

it('credits a finalised invoice once', async () => {
  await confirm('ord_c')
  await expect.poll(async () => (await outcomeOf('ord_c')).status, soon).toBe('finalised')
  const params = { invoiceId: 'inv_c' }
  const body = { orderId: 'ord_c', reason: 'order_cancelled' }
  const cancel = () => orders.billing(cancelInvoice, { params, body })
  const [first, second] = await Promise.all([cancel(), cancel()])
  expect(first).toMatchObject({ status: 'credited' })
  expect(first.creditNoteNumber).toMatch(/^AV-\d{4}-000001$/)
  expect(second.creditNoteNumber).toBe(first.creditNoteNumber)
})
