import { TaxRatesChanged } from '@comptoir/contracts/billing/events'
import { listTaxRates } from '@comptoir/contracts/billing/routes'
import { newEvent } from '@comptoir/contracts/event'
import type { AppId } from '@comptoir/contracts/topology'
import { type Listener, listen } from '@comptoir/service/http/listen'
import { freePorts, type Sandbox, startSandbox } from '@comptoir/tools/sandbox/sandbox'
import { seenWithinASecond } from '@comptoir/tools/sandbox/within-a-second'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { type Collection, createCollection } from '../src/documents/documents.ts'
import { attachBroadcast } from '../src/events/broadcast.ts'
import { on } from '../src/events/subscriptions.ts'
import { createClient } from '../src/sidecar/invoke.ts'
import { createTaxRates, type TaxRates } from '../src/sidecar/tax-rates.ts'
import { createStub } from './stub-service.ts'

const Table = z.object({ rateBps: z.int() })
const rate = { countryCode: 'FR', taxClass: 'standard', validFrom: '2014-01-01' }

let sandbox: Sandbox
let redis: Redis
let tables: Collection<z.infer<typeof Table>>
const readers: TaxRates[] = []
const listeners: Listener[] = []

/** Stands where billing does: keeps one rate as a document, and tells when it changes. */
async function startBilling(): Promise<void> {
  const { app, store } = createStub('billing', { sandbox, redis })
  tables = createCollection(store, { name: 'tax-rates', schema: Table })
  app.openapi(listTaxRates, async (c) => {
    const rateBps = (await tables.get('FR'))?.data.rateBps ?? 0
    return c.json({ rates: [{ ...rate, rateBps }] }, 200)
  })
  listeners.push(await listen(app, { port: sandbox.appPort('billing'), host: '127.0.0.1' }))
}

/** Stands where a service does that prices: reads the rates, and hears of their changes. */
async function startReader(appId: AppId): Promise<void> {
  const { app, store, sidecar } = createStub(appId, { sandbox, redis })
  const reader = createTaxRates(createClient(sidecar, 'billing'))
  const subscribers = [on(TaxRatesChanged, async () => reader.expire())]
  attachBroadcast(app, { store, subscribers })
  listeners.push(await listen(app, { port: sandbox.appPort(appId), host: '127.0.0.1' }))
  readers.push(reader)
}

const set = (rateBps: number) =>
  tables.upsert('FR', () => ({
    next: { rateBps },
    events: [newEvent(TaxRatesChanged, { countryCode: 'FR' })],
  }))
const held = () => Promise.all(readers.map(async ({ read }) => (await read()).rates[0]?.rateBps))

beforeAll(async () => {
  const [billing = 0, carts = 0, orders = 0] = await freePorts(3)
  sandbox = await startSandbox({
    apps: [
      { appId: 'billing', appPort: billing },
      { appId: 'carts', appPort: carts },
      { appId: 'orders', appPort: orders },
    ],
  })
  redis = new Redis(sandbox.redisUrl)
  await startBilling()
  await startReader('carts')
  await startReader('orders')
  await vi.waitFor(held, { timeout: 60_000, interval: 200 })
})

afterAll(async () => {
  await Promise.all(listeners.map((listener) => listener.close()))
  redis.disconnect()
  await sandbox.stop()
})

it('gives a changed rate to everyone who prices within a second', async () => {
  await set(2000)
  await vi.waitFor(async () => expect(await held()).toEqual([2000, 2000]), { timeout: 20_000 })
  await seenWithinASecond(async (n) => {
    await set(2000 + n)
    return async () => (await held()).every((rateBps) => rateBps === 2000 + n)
  })
})
