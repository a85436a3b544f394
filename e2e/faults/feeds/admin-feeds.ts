import { mapInParallel } from '@comptoir/tools/shop/parallel'
import { eventually } from '../../src/api.ts'
import { approvedVendor, sellAs } from '../../src/vendor.ts'
import { handOver } from '../drills/orders/scans.ts'
import {
  type Buyer,
  fillBaskets,
  lostOrders,
  orderBasket,
  settle,
  trialsOf,
} from '../kit/buyers.ts'
import { checkAll } from '../kit/check.ts'
import type { Outcome } from '../kit/drill.ts'
import { keepDown } from '../kit/processes.ts'
import { pause, type TestPlatform, type Trial, withRetries } from '../kit/test-platform.ts'
import { feedFaults, figuresMoved, type Sold } from './feed-faults.ts'

/** What comes late, or twice, has come by then. */
const lateMs = 12_000
/** Of so many orders, the last ones are cancelled before they leave. */
const cancelledOnes = 2

/** Admin is down for a while, by kill -9 whenever it comes back, while orders of a vendor's goods are confirmed and leave. */
export async function sellWhileDown(platform: TestPlatform, forMs: number): Promise<Outcome> {
  const sale = await openSale(platform)
  const down = keepDown(platform.processes, 'admin', () => pause(forMs))
  const startedAt = performance.now()
  const { sold, broke } = await sellAndSend(platform, sale, 20)
  const late = performance.now() - startedAt > forMs ? ['the orders waited for admin'] : []
  await down
  return await outcomeOf(platform, sold, [...broke, ...late])
}

/** Kills admin once, when its figures have begun to move with these orders. */
export async function killAmongFeeds(platform: TestPlatform): Promise<Outcome> {
  const sale = await openSale(platform)
  const restarts = platform.processes.restarts('admin')
  const moved = await figuresMoved(platform)
  const selling = sellAndSend(platform, sale, 20)
  await eventually('the figures to move', moved, Boolean, 60_000)
  platform.processes.kill('admin')
  const { sold, broke } = await selling
  await platform.processes.recovered('admin', restarts)
  return await outcomeOf(platform, sold, broke)
}

/** Whatever admin hears it hears twice at once. */
export async function tellTwice(
  platform: TestPlatform,
  { orders, lateMs: waitMs = lateMs }: { readonly orders: number; readonly lateMs?: number },
): Promise<Outcome> {
  const sale = await openSale(platform)
  const timesBefore = await twiceAtAdmin(platform)
  await platform.faults.plan('admin', { point: 'event:*', mode: 'duplicate', times: 10_000 })
  try {
    const { sold, broke } = await sellAndSend(platform, sale, orders)
    const outcome = await outcomeOf(platform, sold, broke, waitMs)
    const times = (await twiceAtAdmin(platform)) - timesBefore
    const struck = times >= 2 * orders ? [] : [`only ${times} events came twice`]
    return { broke: [...struck, ...outcome.broke], note: `${times} events twice; ${outcome.note}` }
  } finally {
    await platform.faults.clear('admin')
  }
}

/** How often an event came twice to admin since it started. */
async function twiceAtAdmin({ faults }: TestPlatform): Promise<number> {
  const struck = Object.entries(await withRetries(() => faults.struck('admin')))
  const twice = struck.filter(([name]) => /^event:.* duplicate$/.test(name))
  return twice.reduce((sum, [, times]) => sum + times, 0)
}

type Sale = { readonly vendorId: string; readonly buyer: Buyer }

/** A vendor's goods with plenty of stock, and who buys them. */
async function openSale(platform: TestPlatform): Promise<Sale> {
  const { api, staff, processes } = platform
  await processes.allReady()
  const token = await staff()
  const vendor = await withRetries(() => approvedVendor(api, token))
  const { sku } = await sellAs(api, token, vendor, 100)
  const { shopper, shippingOptionId } = await platform.prepare([{ sku, quantity: 1 }])
  return { vendorId: vendor.vendorId, buyer: { shopper, shippingOptionId, sku } }
}

/** All are ordered at once; the last two are cancelled, the others leave. */
async function sellAndSend(
  platform: TestPlatform,
  { vendorId, buyer }: Sale,
  orders: number,
): Promise<{ sold: Sold; broke: string[] }> {
  const baskets = await fillBaskets(platform, orders, [{ sku: buyer.sku, quantity: 1 }])
  const ids = await Promise.all(baskets.map((basket) => orderBasket(platform, buyer, basket)))
  const trials = trialsOf(buyer, ids)
  const counts = await settle(platform, trials)
  const [cancelled, sent] = [trials.slice(-cancelledOnes), trials.slice(0, -cancelledOnes)]
  await mapInParallel(cancelled, (trial) => platform.cancel(trial))
  await mapInParallel(sent, (trial: Trial) => handOver(platform, trial))
  await settle(platform, trials, undefined, ['shipped', 'cancelled'])
  return { sold: { vendorId, sent, cancelled }, broke: lostOrders(counts, orders) }
}

/** What figures, ledger and audit log say of the orders, once they have heard of all of them. */
async function outcomeOf(
  platform: TestPlatform,
  sold: Sold,
  broke: readonly string[],
  waitMs = lateMs,
): Promise<Outcome> {
  let left = ['nothing was read']
  const look = async () => {
    left = await withRetries(() => feedFaults(platform, sold))
    return left.length
  }
  const startedAt = performance.now()
  await eventually('admin to know it all', look, (count) => count === 0, 120_000).catch(() => {})
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  await pause(waitMs)
  const later = left.length > 0 ? left : await withRetries(() => feedFaults(platform, sold))
  const note = `${sold.sent.length} sent, ${sold.cancelled.length} cancelled; known ${seconds} s after it`
  return { broke: [...broke, ...later, ...(await checkAll(platform))], note }
}
