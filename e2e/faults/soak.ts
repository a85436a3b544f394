import { checkAll } from './check.ts'
import { type Buyer, countsText, fillBaskets, newBuyer, orderBasket, settle } from './crowd.ts'
import { pause, type Stand } from './stand.ts'

export type Soak = {
  readonly minutes: number
  readonly ordersPerSecond: number
  /** One of these is killed in each minute. */
  readonly victims: readonly string[]
}

type Outcome = { readonly broke: string[]; readonly note: string }

/** A token lives for fifteen minutes: a shopper shops for three, and sees each order to its rest. */
const shopsForMs = 180_000

/** Orders come at a steady pace while a process, chosen by chance, is killed each minute: nothing is lost. */
export async function soak(stand: Stand, plan: Soak): Promise<Outcome> {
  const counts: Record<string, number> = {}
  const { kills, stop } = killEachMinute(stand, plan.victims)
  try {
    await orderSteadily(stand, plan, (status) => {
      counts[status] = (counts[status] ?? 0) + 1
    })
  } finally {
    stop()
  }
  await stand.processes.allReady()
  const others = Object.keys(counts).filter((status) => status !== 'processing')
  const lost = others.length === 0 ? [] : [countsText(counts)]
  const note = `${countsText(counts)}; killed ${kills.join(', ') || 'nothing'}`
  return { broke: [...lost, ...(await checkAll(stand, 300_000))], note }
}

function killEachMinute(stand: Stand, victims: readonly string[]) {
  const kills: string[] = []
  const timer = setInterval(() => {
    const victim = victims[Math.floor(Math.random() * victims.length)] ?? 'orders'
    stand.processes.killIfUp(victim)
    kills.push(victim)
  }, 60_000)
  return { kills, stop: () => clearInterval(timer) }
}

async function orderSteadily(
  stand: Stand,
  { minutes, ordersPerSecond }: Soak,
  rests: (status: string) => void,
): Promise<void> {
  const until = Date.now() + minutes * 60_000
  const orders: Promise<void>[] = []
  while (Date.now() < until) {
    const buyer = await newBuyer(stand, 10_000)
    const shift = Math.min(until, Date.now() + shopsForMs)
    while (Date.now() < shift) {
      orders.push(orderOne(stand, buyer).then(rests))
      await pause(1_000 / ordersPerSecond)
    }
  }
  await Promise.all(orders)
}

/** Where an order came to rest, or why it did not. */
async function orderOne(stand: Stand, buyer: Buyer): Promise<string> {
  try {
    const [basket] = await fillBaskets(stand, 1, [{ sku: buyer.sku, quantity: 1 }])
    const orderId = basket && (await orderBasket(stand, buyer, basket))
    if (!orderId) return 'out of stock'
    const counts = await settle(stand, [{ ...buyer, orderId }], 180_000)
    return Object.keys(counts)[0] ?? 'lost'
  } catch (error) {
    return `lost (${String(error).slice(0, 120)})`
  }
}
