import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { newEvent } from '@comptoir/contracts/event'
import { OrderCreated, OrderSnapshot } from '@comptoir/contracts/orders'
import { cancelPayment, readPayment } from '@comptoir/contracts/payments'
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
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anOrder } from './harness.ts'
import {
  type SimulatorProcess,
  secretKey,
  startSimulatorProcess,
  webhookSecret,
} from './simulator.ts'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

let sandbox: Sandbox
let redis: Redis
let simulator: SimulatorProcess
let orders: { store: Store; listener: Listener; payments: Client }
let payments: ChildProcess
let paymentsPort = 0

async function startOrders(port: number) {
  const { verify } = createTestVerifier()
  const log = silentLog()
  const names = { appId: 'orders', title: 'orders', description: 'orders' }
  const app = createServiceApp({ ...names, verify, log, appToken: sandbox.appToken })
  const sidecar = createSidecar({ appId: 'orders', httpPort: sandbox.sidecar('orders').httpPort })
  const store = createStore({ sidecar, redis, service: 'orders', log })
  attachLog(app, store)
  const listener = await listen(app, { port, host: '127.0.0.1' })
  return { store, listener, payments: createClient(sidecar, 'payments') }
}

function startPayments(): ChildProcess {
  const { httpPort, grpcPort } = sandbox.sidecar('payments')
  return spawn(process.execPath, [main], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      PATH: process.env['PATH'],
      PORT: String(paymentsPort),
      DAPR_HTTP_PORT: String(httpPort),
      DAPR_GRPC_PORT: String(grpcPort),
      APP_API_TOKEN: sandbox.appToken,
      REDIS_URL: sandbox.redisUrl,
      STRIPE_API_URL: simulator.url,
      STRIPE_SECRET_KEY: secretKey,
      STRIPE_WEBHOOK_SECRET: webhookSecret,
    },
  })
}

async function announce(suffix: string, token?: string): Promise<void> {
  const order = anOrder(suffix, token)
  const documents = createCollection(orders.store, { name: 'orders', schema: OrderSnapshot })
  await documents.create(order.orderId, order, [newEvent(OrderCreated, order)])
}

async function statusOf(paymentIntentId: string): Promise<string> {
  const params = { paymentIntentId }
  return (await orders.payments(readPayment, { params, query: {} })).status
}

const charged = async () => (await simulator.ledger()).net['EUR']?.charged ?? 0
const paidWithin = { timeout: 60_000, interval: 100 }

beforeAll(async () => {
  const [ordersPort = 0, port = 0] = await freePorts(2)
  paymentsPort = port
  const apps = [
    { appId: 'orders', appPort: ordersPort },
    { appId: 'payments', appPort: paymentsPort },
  ]
  sandbox = await startSandbox({ apps })
  redis = new Redis(sandbox.redisUrl)
  simulator = await startSimulatorProcess(`http://127.0.0.1:${paymentsPort}/api/webhooks/stripe`)
  orders = await startOrders(ordersPort)
  payments = startPayments()
})

afterAll(async () => {
  payments.kill('SIGTERM')
  await once(payments, 'exit')
  await orders.listener.close()
  redis.disconnect()
  await simulator.stop()
  await sandbox.stop()
})

describe('payments behind a real sidecar', () => {
  it('pays an announced order and answers the orders service', async () => {
    await announce('i1')
    await expect.poll(() => statusOf('pi_i1').catch(String), paidWithin).toBe('succeeded')
    expect(await charged()).toBe(5000)
  })

  it('cancels what waits for the shopper, and never charges an order cancelled before', async () => {
    await announce('i2', 'pm_card_authenticationRequired')
    await expect.poll(() => statusOf('pi_i2'), paidWithin).toBe('requires_action')
    for (const id of ['i2', 'i3']) {
      const params = { paymentIntentId: `pi_${id}` }
      const body = { refundId: `rf_${id}`, reason: 'cancelled' }
      expect((await orders.payments(cancelPayment, { params, body })).status).toBe('cancelled')
    }
    await announce('i3')
    await announce('i4')
    await expect.poll(() => statusOf('pi_i4'), paidWithin).toBe('succeeded')
    expect(await charged()).toBe(10_000)
  })

  it('pays each order once when its process is killed in the middle of them', async () => {
    const before = await charged()
    const suffixes = Array.from({ length: 10 }, (_, n) => `k${n}`)
    const announced = Promise.all(suffixes.map((suffix) => announce(suffix)))
    await expect.poll(charged, { timeout: 30_000, interval: 2 }).toBeGreaterThan(before)
    payments.kill('SIGKILL')
    await once(payments, 'exit')
    await announced
    payments = startPayments()
    for (const suffix of suffixes) {
      await expect.poll(() => statusOf(`pi_${suffix}`).catch(String), paidWithin).toBe('succeeded')
    }
    expect(await charged()).toBe(before + 10 * 5000)
  })
})
