import type { AppId } from '@comptoir/contracts/topology'
import type { RedisTwin } from '../redis/redis-twin.ts'
import { createBus } from './bus.ts'
import { type Platform, tokenOf } from './host-twin.ts'
import { createNetwork } from './network.ts'
import { createPayPal } from './paypal-provider.ts'
import { createProvider } from './provider.ts'
import { startBilling } from './services/billing.ts'
import { startCarts } from './services/carts.ts'
import { startInventory } from './services/inventory.ts'
import { startOrders } from './services/orders.ts'
import { startPayments } from './services/payments.ts'
import { startPromotions } from './services/promotions.ts'
import { startShipping } from './services/shipping.ts'
import { goods, startShopWindow } from './services/shop-window.ts'
import type { World } from './world.ts'

export const staff = { id: 'usr_staff', roles: ['staff'] as const }

const percentage = (bps: number) => ({ kind: 'percentage', target: { kind: 'order' }, bps })
/** Codes of the walks: for ever, scarce, and for free. */
const offers = [
  { code: 'TEN', benefit: percentage(1_000) },
  { code: 'RARE', benefit: percentage(2_500), limits: { uses: 2 } },
  { code: 'GIFT', benefit: percentage(10_000), limits: { uses: 3 } },
]
export const codes = offers.map(({ code }) => code)

export type MemoryPlatform = Awaited<ReturnType<typeof startMemoryPlatform>>

/** The services of the shop in this process, over twins of what they stand on, with goods and promotions. */
export async function startMemoryPlatform(world: World, redis: RedisTwin) {
  redis.reset()
  const network = createNetwork(world)
  const bus = createBus(world, network)
  const platform: Platform = { world, network, bus, stores: new Map(), rounds: [] }
  const [stripe, paypal] = await Promise.all([
    createProvider(world, network),
    createPayPal(world, network),
  ])
  startShopWindow(platform)
  const inventory = startInventory(platform)
  startCarts(platform)
  const { workflows, orders } = startOrders(platform)
  startPayments(platform, { stripe, paypal })
  const billing = startBilling(platform)
  startShipping(platform)
  const promotions = startPromotions(platform)

  await Promise.all([inventory.opening.look(), promotions.count(), billing.seed()])
  for (const { sku, onHand } of goods) {
    const change = { onHand, mode: 'upsert', actor: staff.id, reason: 'opening' } as const
    await inventory.stock.setItem(sku, change)
  }
  for (const offer of offers) await offerWith(offer)

  async function offerWith({ code, ...offer }: (typeof offers)[number]): Promise<void> {
    const body = { name: { fr: code }, activation: 'code', code, ...offer }
    const { promotionId } = await ask('promotions', 'POST /api/promotions', body)
    await ask('promotions', `POST /api/promotions/${promotionId}/publish`)
  }
  async function ask(appId: AppId, operation: string, body?: object) {
    const [method, path = ''] = operation.split(' ')
    const headers = {
      authorization: `Bearer ${tokenOf(staff)}`,
      'content-type': 'application/json',
    }
    const json = body && { body: JSON.stringify(body) }
    const answer = await network.hand(appId, path, { method, headers, ...json })
    const found = (await answer.json()) as { promotionId?: string }
    if (!answer.ok) throw new Error(`${operation}: ${JSON.stringify(found)}`)
    return found
  }
  return { ...platform, stripe, paypal, workflows, orders }
}
