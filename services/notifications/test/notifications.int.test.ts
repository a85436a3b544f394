import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { newEvent } from '@comptoir/contracts/event'
import { OrderConfirmed } from '@comptoir/contracts/orders/events'
import { type Collection, createCollection } from '@comptoir/dapr/documents/documents'
import { type StubService, startStubService } from '@comptoir/dapr/test/stub-service'
import { createMailServer } from '@comptoir/message-simulator/mail-server'
import { createMailbox } from '@comptoir/message-simulator/mailbox'
import { freePorts, type Sandbox, startSandbox } from '@comptoir/tools/sandbox/sandbox'
import { startService } from '@comptoir/tools/sandbox/sandbox-service'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { aConfirmedOrder } from './sample-orders.ts'

let sandbox: Sandbox
let redis: Redis
/** Stands where orders does: announces orders and serves its log. */
let orders: StubService
let documents: Collection<{ orderId: string }>
let child: ChildProcess
let port = 0
let smtpPort = 0
const mailbox = createMailbox()
const state = { away: false }
let mails: ReturnType<typeof createMailServer>

async function start(): Promise<void> {
  child = startService(sandbox, 'notifications', {
    SMTP_URL: `smtp://127.0.0.1:${smtpPort}`,
    ...{ CLAIM_SECONDS: '3', MESSAGES_KEY: 'a key of this test' },
    LOG_LEVEL: 'error',
  })
  await vi.waitFor(
    async () => expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200),
    { timeout: 60_000 },
  )
}
async function kill(): Promise<void> {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

function confirmed(name: string) {
  const orderId = `ord_${name}`
  // of guests: accounts, which does not run here, is asked of nobody
  const owner = { userId: `gst_${name}`, email: `${name}@example.com` }
  const told = { ...aConfirmedOrder, ...owner, orderId, number: name }
  return newEvent(OrderConfirmed, OrderConfirmed.schema.parse(told))
}

async function confirm(name: string): Promise<void> {
  await documents.create(`ord_${name}`, { orderId: `ord_${name}` }, [confirmed(name)])
}

/** The same fact as another event: the log has it again. */
async function tellAgain(name: string): Promise<void> {
  await documents.update(`ord_${name}`, (known) => ({ next: known, events: [confirmed(name)] }))
}

const confirmAll = (names: readonly string[]) => Promise.all(names.map(confirm))
const arrived = () => mailbox.all().map(({ to }) => to.replace('@example.com', ''))
/** Of the drill: `NOTIFICATIONS_DOWN_SECONDS=60` for a minute. */
const downSeconds = Number(process.env['NOTIFICATIONS_DOWN_SECONDS'] ?? 1)
const soon = { timeout: 60_000, interval: 100 }

beforeAll(async () => {
  const [ordersPort = 0, own = 0, free = 0] = await freePorts(3)
  port = own
  smtpPort = free
  mails = createMailServer(mailbox, state)
  await new Promise<void>((resolve) => mails.listen(smtpPort, '127.0.0.1', resolve))
  sandbox = await startSandbox({
    apps: [
      { appId: 'orders', appPort: ordersPort },
      { appId: 'notifications', appPort: port },
    ],
  })
  redis = new Redis(sandbox.redisUrl)
  orders = await startStubService('orders', sandbox, redis)
  documents = createCollection(orders.store, {
    name: 'orders',
    schema: z.object({ orderId: z.string() }),
  })
  await start()
})
beforeEach(() => mailbox.clear())

afterAll(async () => {
  child.kill('SIGKILL')
  await orders.listener.close()
  await new Promise<void>((resolve) => mails.close(resolve))
  redis.disconnect()
  await sandbox.stop()
})

it('writes one mail of each confirmed order, killed again and again in the middle', async () => {
  const names = Array.from({ length: 60 }, (_, n) => `kill-${n}`)
  for (let n = 0; n < 3; n++) {
    await confirmAll(names.slice(n * 20, n * 20 + 20))
    await expect.poll(() => arrived().length, soon).toBeGreaterThan(n * 20)
    await kill()
    await start()
  }
  await expect.poll(() => new Set(arrived()).size, soon).toBe(60)
  // what was sent, and not written down, is sent again under the same id
  await new Promise((resolve) => setTimeout(resolve, 5_000))
  expect(arrived().toSorted()).toEqual(names.toSorted())
})

it('writes what happened while it was down, once', { timeout: 240_000 }, async () => {
  await kill()
  const names = Array.from({ length: 10 }, (_, n) => `down-${n}`)
  await confirmAll(names)
  await sleep(downSeconds * 1_000)
  await start()
  await expect.poll(() => new Set(arrived()).size, soon).toBe(10)
  await sleep(3_000)
  expect(arrived().toSorted()).toEqual(names.toSorted())
})

it('writes one mail of a fact that is told again and again', async () => {
  const names = Array.from({ length: 10 }, (_, n) => `again-${n}`)
  await confirmAll(names)
  for (let times = 0; times < 3; times++) await Promise.all(names.map(tellAgain))
  await expect.poll(() => new Set(arrived()).size, soon).toBe(10)
  await sleep(3_000)
  expect(arrived().toSorted()).toEqual(names.toSorted())
  expect(mailbox.all().filter(({ copies }) => copies > 1)).toEqual([])
})

it('writes hundreds of confirmations that come at once, each once', {
  timeout: 240_000,
}, async () => {
  const names = Array.from({ length: 300 }, (_, n) => `many-${n}`)
  const startedAt = performance.now()
  for (let n = 0; n < names.length; n += 50) await confirmAll(names.slice(n, n + 50))
  await expect.poll(() => arrived().length, { timeout: 200_000, interval: 100 }).toBe(300)
  const seconds = (performance.now() - startedAt) / 1_000
  console.log(`300 confirmations sent after ${seconds.toFixed(1)} s`)
  expect(mailbox.all().filter(({ copies }) => copies > 1)).toEqual([])
})
