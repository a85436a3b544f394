import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cancelInvoice, readInvoiceOutcome } from '@comptoir/contracts/billing/routes'
import { newEvent } from '@comptoir/contracts/event'
import { invoiceIdOf } from '@comptoir/contracts/ids'
import { OrderConfirmed } from '@comptoir/contracts/orders/events'
import { OrderSnapshot } from '@comptoir/contracts/orders/schemas'
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
let billing: ChildProcess

async function confirm(orderId: string): Promise<void> {
  const order = sampleOrder({ orderId })
  const documents = createCollection(orders.store, { name: 'orders', schema: OrderSnapshot })
  const confirmedAt = new Date().toISOString()
  await documents.create(orderId, order, [newEvent(OrderConfirmed, { ...order, confirmedAt })])
}

const outcomeOf = (orderId: string) =>
  ask(readInvoiceOutcome, { params: { invoiceId: invoiceIdOf(orderId) } })
const soon = { timeout: 60_000, interval: 200 }

beforeAll(async () => {
  const [ordersPort = 0, port = 0] = await freePorts(2)
  sandbox = await startSandbox({
    apps: [
      { appId: 'orders', appPort: ordersPort },
      { appId: 'billing', appPort: port },
    ],
  })
  redis = new Redis(sandbox.redisUrl)
  orders = await startStubService('orders', sandbox, redis)
  ask = orders.client('billing')
  billing = startService(sandbox, 'billing')
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
  billing = startService(sandbox, 'billing')
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
  const cancel = () => ask(cancelInvoice, { params, body })
  const [first, second] = await Promise.all([cancel(), cancel()])
  expect(first).toMatchObject({ status: 'credited' })
  expect(first.creditNoteNumber).toMatch(/^AV-\d{4}-000001$/)
  expect(second.creditNoteNumber).toBe(first.creditNoteNumber)
})
