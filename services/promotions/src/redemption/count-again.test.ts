import { setTimeout as sleep } from 'node:timers/promises'
import { createMemoryStore } from '@comptoir/dapr/test/memory-store'
import { createRedisWriter, type RedisLine, readRedis } from '@comptoir/tools/moving/redis-records'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type OwnRedemptions, startOwnRedemptions } from '../../test/own-redemptions.ts'
import { createRedemptionCounting } from './count-again.ts'
import { saveRedemptions } from './document-saving.ts'
import { createRedemptionDocuments } from './documents.ts'

let own: OwnRedemptions

beforeAll(async () => {
  own = await startOwnRedemptions()
})
afterAll(() => own.stop())
beforeEach(() => own.empty())

/** A shop whose documents outlive Redis, with what lists them, and the counting of a replica. */
function openShop({ settleMs = 0 } = {}) {
  const store = createMemoryStore('promotions')
  const documents = createRedemptionDocuments(store)
  const listed: string[] = []
  async function* list() {
    const names = ['promotions/promo_1', ...listed.map((orderId) => `redemptions/${orderId}`)]
    yield { documents: names, isSettled: true, drop: async () => {} }
  }
  const { redis, redemptions } = own
  const lasting = {
    ...store,
    documents: { ...store.documents, prepare: async () => ({ settleMs, list }) },
  }
  const counting = createRedemptionCounting({ redis, redemptions, documents, store: lasting })
  return {
    store,
    documents,
    counting,
    listed,
    save: () => saveRedemptions({ redemptions, documents }),
  }
}

const limits = { uses: 3, usesPerCustomer: 2, usesPerCode: 1 }

/** Uses in every state, with their documents. */
async function useSome({ save, listed }: ReturnType<typeof openShop>) {
  await own.confirm({ order: 'ord_1', code: 'AAA', limits })
  await own.reserve({ order: 'ord_2', code: 'BBB', limits })
  await own.reserve({ order: 'ord_3', user: 'usr_2', code: 'CCC', limits })
  await own.redemptions.release('ord_3')
  listed.push('ord_1', 'ord_2', 'ord_3', 'ord_gone')
  await save()
}

it('opens the counts of a new shop, which has no redemptions', async () => {
  await own.redis.flushall()
  const { counting } = openShop({ settleMs: 15_000 })
  expect(await counting()).toBe(true)
  expect(await own.reserve({})).toEqual({ status: 'reserved' })
})

it('counts again what Redis lost: in all, by customer, by code, and what is final', async () => {
  const shop = openShop()
  await useSome(shop)
  const before = await own.counts()
  await own.redis.flushall()
  expect(await shop.counting()).toBe(true)
  expect(await own.counts()).toEqual(before)
  const asked = [
    await own.reserve({ order: 'ord_5', code: 'DDD', limits }),
    await own.reserve({ order: 'ord_6', user: 'usr_2', code: 'AAA', limits }),
    await own.reserve({ order: 'ord_7', user: 'usr_2', code: 'CCC', limits }),
    await own.reserve({ order: 'ord_8', user: 'usr_3', code: 'EEE', limits }),
  ]
  expect(asked.map(({ refusals }) => refusals?.[0]?.reason)).toEqual([
    'used_by_customer',
    'used_up',
    undefined,
    'used_up',
  ])
})

it('gives a restored use back once, and lets a restored reservation run out', async () => {
  const shop = openShop()
  await own.reserve({ order: 'ord_1' })
  await own.reserve({ order: 'ord_2' }, 0.05)
  shop.listed.push('ord_1', 'ord_2')
  await shop.save()
  await own.redis.flushall()
  await shop.counting()
  await sleep(60)
  expect(await own.counts()).toMatchObject({ uses: 1 })
  for (let n = 0; n < 2; n++) await own.redemptions.release('ord_1')
  expect(await own.counts()).toMatchObject({ uses: 0, amounts: {}, released: 2 })
})

it('counts each order once when replicas count at once, and one was killed on its way', async () => {
  const shop = openShop()
  await useSome(shop)
  const before = await own.counts()
  await own.redis.flushall()
  const other = createRedemptionCounting({
    ...{ redis: own.redis, redemptions: own.redemptions, documents: shop.documents },
    store: {
      ...shop.store,
      documents: {
        add: async () => {},
        prepare: async () => ({
          settleMs: 0,
          async *list() {
            const documents = ['redemptions/ord_1']
            yield { documents, isSettled: true, drop: async () => {} }
            throw new Error('killed')
          },
        }),
      },
    },
  })
  await expect(other()).rejects.toThrow('killed')
  await Promise.all([shop.counting(), shop.counting()])
  expect(await own.counts()).toEqual(before)
})

it('believes a count only when it began late enough to meet a document that was being written', async () => {
  const shop = openShop({ settleMs: 15_000 })
  await useSome(shop)
  await own.redis.flushall()
  expect(await shop.counting()).toBe(false)
  await expect(own.reserve({})).rejects.toMatchObject({ code: 'dependency_unavailable' })
  shop.store.clock.nowMs += 15_000
  expect(await shop.counting()).toBe(true)
})

it('takes the document that was written meanwhile for the one that was read before', async () => {
  const shop = openShop({ settleMs: 15_000 })
  await own.reserve({ order: 'ord_1' })
  shop.listed.push('ord_1')
  await shop.save()
  await own.confirm({ order: 'ord_1' })
  const record = await own.redemptions.unsaved(1)
  await own.redis.flushall()
  expect(await shop.counting()).toBe(false)
  const late = { ...own.redemptions, unsaved: async () => record }
  await saveRedemptions({ redemptions: late, documents: shop.documents })
  shop.store.clock.nowMs += 15_000
  expect(await shop.counting()).toBe(true)
  expect(await own.counts()).toEqual({
    ...{ uses: 1, amounts: { EUR: 500 }, confirmed: 1, confirmedAmounts: { EUR: 500 } },
    ...{ released: 0, releasedAmounts: {} },
  })
})

it('leaves a record that changed since as it is, when another replica counts late', async () => {
  const shop = openShop()
  await useSome(shop)
  const old = await own.redemptions.read('ord_1')
  if (!old) throw new Error('no record')
  await own.redemptions.release('ord_1')
  await own.redemptions.restore(old)
  expect(await own.redemptions.read('ord_1')).toMatchObject({ status: 'released' })
  expect(await own.counts()).toMatchObject({ uses: 1, confirmed: 0 })
})

it('notices a loss while the service runs', async () => {
  const shop = openShop()
  await shop.counting()
  await useSome(shop)
  await own.redis.flushall()
  await shop.counting()
  expect(await own.counts()).toMatchObject({ uses: 2, confirmed: 1, released: 1 })
})

it('an export of the shop takes all of it along', async () => {
  await own.reserve({ order: 'ord_1', code: 'AAA' })
  await own.reserve({ order: 'ord_2' })
  await own.confirm({ order: 'ord_2' })
  const before = await own.counts()
  const lines: RedisLine[] = []
  for await (const line of readRedis(own.redis)) lines.push(line)
  await own.redis.flushall()
  const write = createRedisWriter(own.redis)
  for (const line of lines) await write(line)
  expect(await own.counts()).toEqual(before)
  const again = await own.reserve({ order: 'ord_3', code: 'AAA', limits: { usesPerCode: 1 } })
  expect(again).toMatchObject({ refusals: [{ reason: 'used_up' }] })
  await own.redemptions.release('ord_1')
  expect(await own.counts()).toMatchObject({ uses: 1, confirmed: 1 })
})
