import { type Buyer, fillBaskets, newBuyer, orderBasket, settled } from '../kit/buyers.ts'
import { pause, type TestPlatform, type Trial } from '../kit/test-platform.ts'

/** A token lives for fifteen minutes: a shopper orders for three, and watches each order until it is settled. */
const shopsForMs = 180_000
const restWithinMs = 180_000
/** A shopper looks soon, then less and less often: hundreds who wait would be more load than their orders. */
const firstLookMs = 500
const lastLookMs = 10_000

const closedLoop = { shoppers: 32, warmMs: 10_000, forMs: 20_000 }

/** Orders a second, from the basket to `processing`, that so many shoppers reach who begin the next when one is done. */
export async function capacityOf(platform: TestPlatform): Promise<number> {
  const buyer = await newBuyer(platform, 10_000)
  const { shoppers, warmMs, forMs } = closedLoop
  const startedMs = Date.now()
  const untilMs = startedMs + warmMs + forMs
  let done = 0
  const shop = async () => {
    while (Date.now() < untilMs) {
      const status = await orderOne(platform, buyer)
      if (status !== 'processing') throw new Error(`no capacity to measure: ${status}`)
      if (Date.now() >= startedMs + warmMs && Date.now() < untilMs) done += 1
    }
  }
  await Promise.all(Array.from({ length: shoppers }, shop))
  return done / (forMs / 1_000)
}

export type Rate = { readonly forMs: number; readonly ordersPerSecond: number }

/** Orders at a fixed rate whatever becomes of them (an open loop); answers how many settled where. */
export async function orderAtRate(
  platform: TestPlatform,
  { forMs, ordersPerSecond }: Rate,
): Promise<Record<string, number>> {
  const counts: Record<string, number> = {}
  const count = (status: string) => {
    counts[status] = (counts[status] ?? 0) + 1
  }
  const orders = new Set<Promise<void>>()
  const startedMs = Date.now()
  let buyer: Buyer | undefined
  let shopsUntilMs = 0
  for (let n = 0; Date.now() < startedMs + forMs; n++) {
    if (!buyer || Date.now() > shopsUntilMs) {
      buyer = await newBuyer(platform, 10_000)
      shopsUntilMs = Date.now() + shopsForMs
    }
    const order = orderOne(platform, buyer)
      .then(count)
      .finally(() => orders.delete(order))
    orders.add(order)
    await pause(Math.max(0, startedMs + (1_000 * (n + 1)) / ordersPerSecond - Date.now()))
  }
  await Promise.all(orders)
  return counts
}

/** The state in which an order settled, or why it did not. */
async function orderOne(platform: TestPlatform, buyer: Buyer): Promise<string> {
  try {
    const [basket] = await fillBaskets(platform, 1, [{ sku: buyer.sku, quantity: 1 }])
    const orderId = basket && (await orderBasket(platform, buyer, basket))
    return orderId ? await settledStatusOf(platform, { ...buyer, orderId }) : 'out of stock'
  } catch (error) {
    return `lost (${String(error).slice(0, 120)})`
  }
}

async function settledStatusOf(platform: TestPlatform, trial: Trial): Promise<string> {
  const untilMs = Date.now() + restWithinMs
  for (let lookMs = firstLookMs; ; lookMs = Math.min(lastLookMs, 1.5 * lookMs)) {
    const { status } = await platform.read(trial)
    if (settled.includes(status)) return status
    if (Date.now() > untilMs) return `still ${status}`
    await pause(lookMs)
  }
}
