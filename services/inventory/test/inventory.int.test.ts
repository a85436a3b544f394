import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { CloudEvent, EventDefinition } from '@comptoir/contracts/event'
import {
  StockCommitted,
  StockLevelChanged,
  StockReservationExpired,
  StockReserved,
} from '@comptoir/contracts/inventory/events'
import { reserveStock } from '@comptoir/contracts/inventory/internal-routes'
import { readLog } from '@comptoir/contracts/platform/log'
import { type Client, createClient } from '@comptoir/dapr/sidecar/invoke'
import { createSidecar, type Sidecar } from '@comptoir/dapr/sidecar/sidecar'
import { type Listener, listen } from '@comptoir/service/http/listen'
import { freePorts, type Sandbox, startSandbox } from '@comptoir/tools/sandbox/sandbox'
import { startService } from '@comptoir/tools/sandbox/sandbox-service'
import { Hono } from 'hono'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createStock } from '../src/stock/stock-store.ts'

const received: CloudEvent[] = []
let sandbox: Sandbox
let redis: Redis
let catalog: Listener
let orders: Sidecar
let inventory: Client
let child: ChildProcess

/** Stands where the catalogue does: it hears what the broker delivers. */
function listenAsCatalog(port: number): Promise<Listener> {
  const app = new Hono()
  app.get('/healthz', (c) => c.json({ status: 'ok' }))
  app.post(`/events/${StockLevelChanged.type}`, async (c) => {
    received.push(await c.req.json())
    return c.json({ status: 'SUCCESS' })
  })
  return listen(app, { port, host: '127.0.0.1' })
}

beforeAll(async () => {
  const [port = 0, catalogPort = 0] = await freePorts(2)
  sandbox = await startSandbox({
    apps: [
      { appId: 'inventory', appPort: port },
      { appId: 'catalog', appPort: catalogPort },
      { appId: 'orders' },
    ],
  })
  catalog = await listenAsCatalog(catalogPort)
  child = startService(sandbox, 'inventory', { SWEEP_EVERY_MS: '200', LOG_LEVEL: 'error' })
  redis = new Redis(sandbox.redisUrl)
  orders = createSidecar(sandbox.sidecar('orders'))
  inventory = createClient(orders, 'inventory')
  await vi.waitFor(
    async () => expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200),
    { timeout: 60_000 },
  )
})

afterAll(async () => {
  child.kill('SIGKILL')
  await catalog.close()
  redis.disconnect()
  orders.close()
  await sandbox.stop()
})

const heardLevels = (sku: string) => received.filter(({ subject }) => subject === sku).length

/** How often the broker holds a kind of event of a subject: nobody in the sandbox hears of reservations. */
async function published({ type }: EventDefinition, subject: string): Promise<number> {
  const entries = await redis.xrange(type, '-', '+')
  const events = entries.map(([, fields]) => fields[fields.indexOf('data') + 1] ?? '{}')
  return events.filter((event) => JSON.parse(event).subject === subject).length
}
const soon = { timeout: 20_000 }

it('tells the broker and the log what a script did, in one order, and what ran out', async () => {
  await createStock(redis).setItem('A', {
    onHand: 5,
    mode: 'upsert',
    actor: 'test',
    reason: 'test',
  })
  await expect.poll(() => heardLevels('A'), soon).toBeGreaterThan(0)

  const order = { orderId: 'ord_1', lines: [{ sku: 'A', quantity: 2 }] }
  const held = await inventory(reserveStock, {
    params: { reservationId: 'res_1' },
    body: { ...order, holdSeconds: 60 },
  })
  expect(held.status).toBe('reserved')
  const sold = await createStock(redis).commit('res_1')
  expect(sold.status).toBe('committed')
  await inventory(reserveStock, {
    params: { reservationId: 'res_2' },
    body: { ...order, holdSeconds: 1 },
  })
  await expect.poll(() => published(StockReservationExpired, 'res_2'), soon).toBe(1)
  expect(await published(StockReserved, 'res_1')).toBe(1)
  expect(await published(StockCommitted, 'res_1')).toBe(1)

  const { entries } = await inventory(readLog, { query: {} })
  expect(entries.map(({ event }) => event.id)).toEqual([
    'stock-items/A:1:0',
    'stock-items/A:2:0',
    'reservations/res_1:1:0',
    'stock-items/A:3:0',
    'reservations/res_1:2:0',
    'stock-items/A:4:0',
    'reservations/res_2:1:0',
    'stock-items/A:5:0',
    'reservations/res_2:2:0',
  ])
  await expect.poll(() => redis.get('published:inventory'), soon).toBe(entries.at(-1)?.position)
})

it('stops well when told to', async () => {
  child.kill('SIGTERM')
  const [code] = await once(child, 'exit')
  expect(code).toBe(0)
})
