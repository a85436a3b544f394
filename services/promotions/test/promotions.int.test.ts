import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { EventDefinition } from '@comptoir/contracts/event'
import { RedemptionConfirmed, RedemptionReleased } from '@comptoir/contracts/promotions/events'
import {
  confirmRedemptions,
  releaseRedemptions,
  reserveRedemptions,
} from '@comptoir/contracts/promotions/internal-routes'
import { createStore } from '@comptoir/dapr/documents/sidecar-store'
import { createEventSignatures } from '@comptoir/dapr/events/signatures'
import { type Client, createClient } from '@comptoir/dapr/sidecar/invoke'
import { createSidecar, type Sidecar } from '@comptoir/dapr/sidecar/sidecar'
import { silentLog } from '@comptoir/service/test/silent-log'
import { freePorts, type Sandbox, startSandbox } from '@comptoir/tools/sandbox/sandbox'
import { startService } from '@comptoir/tools/sandbox/sandbox-service'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { draftPromotion, publishPromotion } from '../src/promotion/promotion.ts'
import { createPromotions } from '../src/promotion/promotion-store.ts'
import { createRedemptions } from '../src/redemption/redemption-store.ts'

let sandbox: Sandbox
let redis: Redis
let orders: Sidecar
let promotions: Client
let child: ChildProcess
let port = 0

async function startPromotions(): Promise<void> {
  const everyMs = { SWEEP_EVERY_MS: '200', SAVE_EVERY_MS: '200' }
  child = startService(sandbox, 'promotions', { ...everyMs, LOG_LEVEL: 'error' })
  await vi.waitFor(
    async () => expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200),
    { timeout: 60_000 },
  )
}

/** Promotions that staff published before the service starts. */
async function publish(uses: Readonly<Record<string, number>>): Promise<void> {
  const sidecar = createSidecar(sandbox.sidecar('promotions'))
  const signatures = createEventSignatures(sandbox.eventKeys('promotions'))
  const store = createStore({ sidecar, redis, service: 'promotions', log: silentLog(), signatures })
  const now = new Date().toISOString()
  const benefit = { kind: 'percentage' as const, target: { kind: 'order' as const }, bps: 1_000 }
  const terms = { name: { en: 'Ten off' }, activation: 'automatic' as const, benefit, criteria: {} }
  for (const [promotionId, most] of Object.entries(uses)) {
    const content = { ...terms, combination: 'all' as const, priority: 1, window: {} }
    const draft = draftPromotion({ ...content, limits: { uses: most } }, now)
    await createPromotions(store).create(promotionId, publishPromotion(draft, now))
  }
  sidecar.close()
}

beforeAll(async () => {
  const [first = 0] = await freePorts(1)
  port = first
  sandbox = await startSandbox({
    apps: [{ appId: 'promotions', appPort: port }, { appId: 'orders' }],
  })
  redis = new Redis(sandbox.redisUrl)
  orders = createSidecar(sandbox.sidecar('orders'))
  promotions = createClient(orders, 'promotions')
  await publish({ promo_last: 1, promo_ten: 10 })
  await startPromotions()
})

afterAll(async () => {
  child.kill('SIGKILL')
  redis.disconnect()
  orders.close()
  await sandbox.stop()
})

const soon = { timeout: 20_000 }
const bodyOf = (promotionId: string, userId: string) => ({
  userId,
  redemptions: [{ promotionId, amount: { amount: 500, currency: 'EUR' } }],
})
const reserve = (orderId: string, promotionId: string, holdSeconds = 60) =>
  promotions(reserveRedemptions, {
    params: { orderId },
    body: { ...bodyOf(promotionId, `usr_${orderId}`), holdSeconds },
  })
const confirm = (orderId: string, promotionId: string) =>
  promotions(confirmRedemptions, {
    params: { orderId },
    body: bodyOf(promotionId, `usr_${orderId}`),
  })
const countsOf = async (promotionId: string) => {
  const [counts] = await createRedemptions(redis).counts([promotionId])
  return { uses: counts?.uses, confirmed: counts?.confirmed }
}

/** How often the broker holds a kind of event of an order. */
async function published({ type }: EventDefinition, orderId: string): Promise<number> {
  const entries = await redis.xrange(type, '-', '+')
  const events = entries.map(([, fields]) => fields[fields.indexOf('data') + 1] ?? '{}')
  return events.filter((event) => JSON.parse(event).data.orderId === orderId).length
}

it('gives the last use to exactly one of fifty shoppers', async () => {
  const outcomes = await Promise.all(
    Array.from({ length: 50 }, (_, n) => reserve(`ord_${n}`, 'promo_last')),
  )
  const count = (status: string) => outcomes.filter((one) => one.status === status).length
  expect([count('reserved'), count('refused')]).toEqual([1, 49])
})

it('publishes what became final and what was given back or ran out, once', async () => {
  await reserve('ord_a', 'promo_ten')
  expect(await confirm('ord_a', 'promo_ten')).toEqual({ status: 'confirmed' })
  await confirm('ord_a', 'promo_ten')
  await promotions(releaseRedemptions, { params: { orderId: 'ord_a' } })
  await reserve('ord_b', 'promo_ten', 1)
  await expect.poll(() => published(RedemptionReleased, 'ord_b'), soon).toBe(1)
  expect(await published(RedemptionConfirmed, 'ord_a')).toBe(1)
  expect(await published(RedemptionReleased, 'ord_a')).toBe(1)
  expect(await countsOf('promo_ten')).toEqual({ uses: 0, confirmed: 0 })
})

it('loses nothing when it is killed between the script and the document', async () => {
  child.kill('SIGKILL')
  await once(child, 'exit')
  const uses = bodyOf('promo_ten', 'usr_c').redemptions.map((use) => ({ ...use, limits: {} }))
  await createRedemptions(redis).confirm({ orderId: 'ord_c', userId: 'usr_c', uses })
  await startPromotions()
  await expect.poll(() => published(RedemptionConfirmed, 'ord_c'), soon).toBe(1)
  expect(await confirm('ord_c', 'promo_ten')).toEqual({ status: 'confirmed' })
  expect(await countsOf('promo_ten')).toEqual({ uses: 1, confirmed: 1 })
})

it('counts again what was lost, while it runs', async () => {
  await redis.del(...(await redis.keys('{promotions}:*')))
  await expect.poll(() => countsOf('promo_ten').catch(() => undefined), soon).toBeDefined()
  expect(await countsOf('promo_ten')).toEqual({ uses: 1, confirmed: 1 })
  expect((await reserve('ord_99', 'promo_last')).status).toBe('refused')
})
