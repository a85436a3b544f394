import { randomUUID } from 'node:crypto'
import { eventsOf, newEvent } from '@comptoir/contracts/event'
import { listDeadLetters, replayDeadLetter } from '@comptoir/contracts/platform/dead-letters'
import type { AppId } from '@comptoir/contracts/topology'
import { createServiceApp, type ServiceApp } from '@comptoir/service/app'
import { type Listener, listen } from '@comptoir/service/http/listen'
import type { Logger } from '@comptoir/service/observability/log'
import { refuse } from '@comptoir/service/problems/refusal'
import { silentLog } from '@comptoir/service/test/silent-log'
import { appTokenHeaders, createTestVerifier } from '@comptoir/service/test/tokens'
import { freePorts, type Sandbox, startSandbox } from '@comptoir/tools/sandbox/sandbox'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { z } from 'zod'
import { createCollection } from '../src/documents/documents.ts'
import { createStore } from '../src/documents/sidecar-store.ts'
import type { Store } from '../src/documents/store.ts'
import { createDeadLetters } from '../src/events/dead-letters.ts'
import { attachLog, startTail } from '../src/events/event-log.ts'
import { attachSubscribers } from '../src/events/event-routes.ts'
import { createEventSignatures } from '../src/events/signatures.ts'
import { on, type Subscriber } from '../src/events/subscriptions.ts'
import { createClient } from '../src/sidecar/invoke.ts'
import { createSidecar, type Sidecar } from '../src/sidecar/sidecar.ts'

const What = z.object({ what: z.string() })
/** The kind that payments gets from orders, with data of our own. */
const Happened = eventsOf('orders')('OrderCreated', What)

type Party = { app: ServiceApp; store: Store; sidecar: Sidecar; listener: Listener }

const seen: string[] = []
/** What payments logs. */
const logged: unknown[] = []
const failuresLeft = new Map<string, number>()
let sandbox: Sandbox
let redis: Redis
let orders: Party
let payments: Party

const subscribers: Subscriber[] = [
  on(Happened, async ({ what }) => {
    seen.push(what)
    if (what.startsWith('never')) throw refuse('transition_refused', 'not like this')
    const left = failuresLeft.get(what) ?? 0
    failuresLeft.set(what, left - 1)
    if (left > 0) throw new Error('not yet')
  }),
]

async function createParty(appId: AppId, port: number, own: readonly Subscriber[]): Promise<Party> {
  const log = { ...silentLog(), error: (...line: unknown[]) => logged.push(line) } as Logger
  const { verify } = createTestVerifier()
  const names = { appId, title: appId, description: appId }
  const app = createServiceApp({ ...names, verify, log, appToken: sandbox.appToken })
  const sidecar = createSidecar(sandbox.sidecar(appId))
  const store = createStore({
    ...{ sidecar, redis, service: appId, log },
    signatures: createEventSignatures(sandbox.eventKeys(appId)),
  })
  attachLog(app, store)
  attachSubscribers(app, { store, subscribers: own })
  const listener = await listen(app, { port, host: '127.0.0.1' })
  return { app, store, sidecar, listener }
}

const things = (store: Store) => createCollection(store, { name: 'things', schema: What })
const timesSeen = (what: string) => seen.filter((item) => item === what).length
async function happen(what: string, store = orders.store) {
  await things(store).create(randomUUID(), { what }, [newEvent(Happened, { what })])
}

beforeAll(async () => {
  const [ordersPort = 0, paymentsPort = 0] = await freePorts(2)
  const apps = [
    { appId: 'orders', appPort: ordersPort },
    { appId: 'payments', appPort: paymentsPort },
  ]
  sandbox = await startSandbox({ apps, deliveryTries: 5 })
  redis = new Redis(sandbox.redisUrl)
  orders = await createParty('orders', ordersPort, [])
  payments = await createParty('payments', paymentsPort, subscribers)
  await happen('first')
  await vi.waitFor(() => expect(timesSeen('first')).toBe(1), { timeout: 20_000 })
})

afterAll(async () => {
  await Promise.all([orders.listener.close(), payments.listener.close()])
  redis.disconnect()
  await sandbox.stop()
})

describe('a subscriber', () => {
  it('is called again until it succeeds', async () => {
    failuresLeft.set('flaky', 2)
    await happen('flaky')
    await expect.poll(() => timesSeen('flaky'), { timeout: 10_000 }).toBe(3)
  })

  it('refuses for good with a dead letter at once, which staff can replay', async () => {
    await happen('never mind')
    const call = createClient(orders.sidecar, 'payments')
    await expect(call(listDeadLetters)).rejects.toMatchObject({ code: 'forbidden' })
    const asGateway = { headers: appTokenHeaders(sandbox.appToken, 'gateway') }
    const waiting = async () => {
      const answer = await payments.app.request('/internal/dead-letters', asGateway)
      return (await answer.json()) as { items: { id: string; event: { data: unknown } }[] }
    }
    await expect.poll(async () => (await waiting()).items.length, { timeout: 10_000 }).toBe(1)
    expect(timesSeen('never mind')).toBe(1)
    const [letter] = (await waiting()).items
    expect(letter?.event.data).toEqual({ what: 'never mind' })
    const path = replayDeadLetter.path.replace('{deadLetterId}', letter?.id ?? '')
    const again = await payments.app.request(path, { method: 'POST', ...asGateway })
    expect(again.status).toBe(409)
    expect((await waiting()).items).toHaveLength(1)
  })

  it('never gets data that fit no schema: a dead letter says which property, not what was in it', async () => {
    const before = seen.length
    const unfit = { type: Happened.type, data: { what: 4_242, email: 'ada@example.com' } }
    await things(orders.store).create(randomUUID(), { what: 'unfit' }, [unfit])
    const letters = createDeadLetters(payments.store)
    const reasons = async () => {
      const { items } = await letters.list('waiting', 'all', { limit: 20 })
      return items.map(({ data }) => data.reason)
    }
    await expect.poll(reasons, { timeout: 10_000 }).toContain('schema: what invalid_type')
    expect(JSON.stringify(logged)).toContain('schema: what invalid_type')
    for (const value of ['4242', 'ada@']) expect(JSON.stringify(logged)).not.toContain(value)
    // the copy that the sidecar sent to the dead-letter topic has come too, and changed nothing
    await expect.poll(() => redis.xlen('dead-payments'), { timeout: 10_000 }).toBeGreaterThan(1)
    expect(await reasons()).toHaveLength(2)
    expect(seen.length).toBe(before)
  })

  it('dead-letters what fails to the last try', async () => {
    failuresLeft.set('hopeless', 100)
    await happen('hopeless')
    await expect
      .poll(() => redis.zcard('idx:payments:dead-letters:waiting:all'), { timeout: 10_000 })
      .toBe(3)
    expect(timesSeen('hopeless')).toBe(5)
  })

  it('keeps nothing of a message that is no event of ours, and says which attribute', async () => {
    const letters = await redis.zcard('idx:payments:dead-letters:waiting:all')
    const odd = { specversion: '1.0', id: 'x', source: 'orders', type: Happened.type, data: {} }
    await redis.xadd(Happened.type, '*', 'data', JSON.stringify(odd))
    await expect
      .poll(() => JSON.stringify(logged), { timeout: 10_000 })
      .toContain('schema: subject invalid_type, time invalid_type, aggregateversion')
    expect(await redis.zcard('idx:payments:dead-letters:waiting:all')).toBe(letters)
  })

  it('handles a repeated delivery once', async () => {
    const [entry] = await orders.store.ledger.read('0-0', 1)
    if (!entry) throw new Error('the log is empty')
    const before = seen.length
    await orders.store.publish(entry.event)
    await happen('after the repeat')
    await expect.poll(() => timesSeen('after the repeat'), { timeout: 10_000 }).toBe(1)
    expect(seen.length).toBe(before + 1)
  })
})

describe('the tail', () => {
  it('brings what the broker lost, once, and nothing that was handled', async () => {
    const before = seen.length
    await happen('lost on the way', { ...orders.store, publish: async () => {} })
    const options = { store: payments.store, producer: 'orders', subscribers } as const
    const client = createClient(payments.sidecar, 'orders')
    failuresLeft.delete('hopeless')
    const stop = startTail({ ...options, client, everyMs: 50 })
    await expect.poll(() => timesSeen('lost on the way'), { timeout: 10_000 }).toBe(1)
    await stop()
    const fresh = seen.slice(before).toSorted()
    expect(fresh).toEqual(['hopeless', 'lost on the way', 'never mind'])
  })
})
