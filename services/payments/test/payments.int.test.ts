import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { newEvent } from '@comptoir/contracts/event'
import { OrderCreated } from '@comptoir/contracts/orders/events'
import { OrderSnapshot } from '@comptoir/contracts/orders/schemas'
import { cancelPayment, readPayment } from '@comptoir/contracts/payments/internal-routes'
import { createCollection } from '@comptoir/dapr/documents/documents'
import type { Client } from '@comptoir/dapr/sidecar/invoke'
import { type StubService, startStubService } from '@comptoir/dapr/test/stub-service'
import { freePorts, type Sandbox, startSandbox } from '@comptoir/tools/sandbox/sandbox'
import { startService } from '@comptoir/tools/sandbox/sandbox-service'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { anOrder } from './harness.ts'
import {
  type SimulatorProcess,
  secretKey,
  startSimulatorProcess,
  webhookSecret,
} from './simulator.ts'

let sandbox: Sandbox
let redis: Redis
let simulator: SimulatorProcess
/** Stands where orders does: announces orders and serves its log. */
let orders: StubService
let ask: Client
let payments: ChildProcess

const startPayments = () =>
  startService(sandbox, 'payments', {
    STRIPE_API_URL: simulator.url,
    STRIPE_SECRET_KEY: secretKey,
    STRIPE_WEBHOOK_SECRET: webhookSecret,
  })

async function announce(suffix: string, token?: string): Promise<void> {
  const order = anOrder(suffix, token)
  const documents = createCollection(orders.store, { name: 'orders', schema: OrderSnapshot })
  await documents.create(order.orderId, order, [newEvent(OrderCreated, order)])
}

async function statusOf(paymentIntentId: string): Promise<string> {
  const params = { paymentIntentId }
  return (await ask(readPayment, { params, query: {} })).status
}

const charged = async () => (await simulator.ledger()).net['EUR']?.charged ?? 0
const paidWithin = { timeout: 60_000, interval: 100 }

beforeAll(async () => {
  const [ordersPort = 0, port = 0] = await freePorts(2)
  const apps = [
    { appId: 'orders', appPort: ordersPort },
    { appId: 'payments', appPort: port },
  ]
  sandbox = await startSandbox({ apps })
  redis = new Redis(sandbox.redisUrl)
  simulator = await startSimulatorProcess(`http://127.0.0.1:${port}/api/webhooks/stripe`)
  orders = await startStubService('orders', sandbox, redis)
  ask = orders.client('payments')
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
      expect((await ask(cancelPayment, { params, body })).status).toBe('cancelled')
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
