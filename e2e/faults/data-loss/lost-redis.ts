import { keptChoice } from '@comptoir/tools/runner/plan/kept-choice'
import { checkout, layoutOf } from '@comptoir/tools/runner/plan/layout'
import { storesIn } from '@comptoir/tools/runner/plan/store-choice'
import { Redis } from 'ioredis'
import { NeedsThisMachine, type PlatformAddress, runOn } from '../../src/platform.ts'
import {
  type Buyer,
  countsText,
  fillBaskets,
  lostOrders,
  newBuyer,
  orderAll,
  settle,
  trialsOf,
} from '../kit/buyers.ts'
import { checkAll } from '../kit/check.ts'
import { pause, type TestPlatform } from '../kit/test-platform.ts'

const sagas = 20
/** So many orders are answered when Redis is lost. */
const underWay = 4

/** Orders meet an inventory without stock for so long, until an operator restores it. */
const withoutStockMs = 10_000

/**
 * Redis is lost in the middle of twenty orders: all end, and every one of them is listed again. Where documents lie
 * elsewhere it is flushed, with the messages of a broker that is Redis, and the stock comes back from its append-only
 * file. Where they lie in it, all or some, all goes but documents and stock: indexes, what was sent and is under way,
 * logs, who handled what.
 */
export async function loseRedisAmongSagas(platform: TestPlatform) {
  const { address } = platform
  if (address.isElsewhere) throw new NeedsThisMachine('it deletes keys in Redis')
  const buyer = await newBuyer(platform, 100)
  const baskets = await fillBaskets(platform, sagas, [{ sku: buyer.sku, quantity: 1 }])
  const ordering = orderAll(platform, buyer, baskets)
  while (ordering.answered() < underWay) await pause(5)
  const before = ordering.answered()
  const deleted = await loseRecords(address)
  const trials = trialsOf(buyer, await ordering.ids)
  const counts = await settle(platform, trials)
  const unlisted = await unlistedOf(
    platform,
    buyer,
    trials.map(({ orderId }) => orderId),
  )
  const broke = [...lostOrders(counts, sagas), ...unlisted, ...(await checkAll(platform))]
  const note = `${deleted} keys deleted with ${before} of ${sagas} answered; ${countsText(counts)}`
  return { broke, note }
}

/** What a shop of this machine keeps its documents in. */
export function storeOf({ home, isElsewhere }: PlatformAddress): string {
  if (isElsewhere) return 'a store elsewhere'
  const kept = keptChoice(layoutOf(checkout, { COMPTOIR_HOME: home }))
  if (!kept) throw new Error(`no shop in ${home}`)
  return kept.store
}

async function loseRecords(address: PlatformAddress): Promise<number> {
  if (storesIn(storeOf(address)).includes('redis')) return await deleteRecords(address.redisUrl)
  const redis = new Redis(address.redisUrl)
  const keys = await redis.dbsize()
  await redis.flushall()
  redis.disconnect()
  await pause(withoutStockMs)
  await runOn(address, ['restore-stock'])
  return keys
}

const records = /^(idx|sent|entries|pending|epoch|log|seen|lease)[:{]/
const isStock = (key: string) => key.includes('log:inventory')

async function deleteRecords(url: string): Promise<number> {
  const redis = new Redis(url)
  const keys = (await redis.keys('*')).filter((key) => records.test(key) && !isStock(key))
  await redis.unlink(...keys)
  redis.disconnect()
  return keys.length
}

type Page = { items: { orderId: string }[]; nextCursor?: string }

/** The orders that are not in their customer's list within two minutes. */
async function unlistedOf(platform: TestPlatform, buyer: Buyer, orderIds: readonly string[]) {
  for (let tries = 0; ; tries++) {
    const listed = await listedOf(platform, buyer)
    const missing = orderIds.filter((orderId) => !listed.has(orderId))
    if (missing.length === 0 || tries === 24) return missing.map((id) => `${id} is not listed`)
    await pause(5_000)
  }
}

async function listedOf(platform: TestPlatform, { shopper }: Buyer): Promise<Set<string>> {
  const listed = new Set<string>()
  for (let query = '?limit=50'; query !== ''; ) {
    const { body } = await platform.api<Page>(`GET /api/orders${query}`, { token: shopper.token })
    for (const { orderId } of body.items) listed.add(orderId)
    query = body.nextCursor ? `?limit=50&cursor=${encodeURIComponent(body.nextCursor)}` : ''
  }
  return listed
}
