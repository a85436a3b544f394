import { createRandom } from '@comptoir/dapr/test/model/scheduler'
import { mapInParallel } from '@comptoir/tools/shop/parallel'
import { act, chooseAction } from '@comptoir/tools/walks/actions/actions'
import type { Walker } from '@comptoir/tools/walks/actions/shop'
import { promote } from '../../src/promotions.ts'
import { checkAll } from '../kit/check.ts'
import { pause, type TestPlatform, withRetries } from '../kit/test-platform.ts'
import { createPlatformShop, type PlatformShop } from './platform-shop.ts'

const atOnce = 4
const mostSteps = 8
const killEveryMs = 20_000
const percentage = (bps: number) => ({ kind: 'percentage', target: { kind: 'order' }, bps })

/** Services whose processes are killed at random while the walks go on. */
const victims = ['orders', 'payments', 'billing', 'shipping', 'inventory', 'promotions', 'carts']

/** The walks of `npm run test:walks` on a platform that runs: some at once, while processes are killed. */
export async function walkAll(platform: TestPlatform, count: number) {
  const shop = createPlatformShop(platform)
  const goods = await openGoods(platform, shop)
  const seeds = Array.from({ length: count }, (_, n) => n + 1)
  const killer = killNowAndThen(platform)
  const taken = await mapInParallel(seeds, (seed) => walk(shop, goods, seed), atOnce).finally(
    killer.stop,
  )
  await platform.processes.allReady()
  const orders = taken.flatMap(({ placed }) => placed)
  const names = taken.flatMap(({ steps }) => steps)
  const note = `${orders.length} orders, ${names.length} steps, ${killer.kills()} kills`
  const faults = taken.flatMap((one) => one.faults)
  return { broke: [...faults, ...(await checkAll(platform, 400_000))], note }
}

type Goods = Pick<Walker, 'skus' | 'codes'>

async function openGoods(platform: TestPlatform, shop: PlatformShop): Promise<Goods> {
  const { api } = platform
  const skus = await Promise.all([
    shop.sell(1_200, 400),
    shop.sell(8_900, 60),
    shop.sell(49_900, 20),
  ])
  const offers = [
    { benefit: percentage(1_000) },
    { benefit: percentage(2_500), limits: { uses: 5 } },
    { benefit: percentage(10_000), limits: { uses: 5 } },
  ]
  const promoted = await mapInParallel(offers, (offer) =>
    withRetries(async () => promote(api, await platform.staff(), offer)),
  )
  return { skus, codes: promoted.map(({ code }) => code) }
}

/** Each thing is a product of its own. */
const variantsOf = (sku: string): string[] => [sku]
const dearerThan = (): string[] => []

/** One walk: steps one after the other, some of them not waited for. */
async function walk(shop: PlatformShop, goods: Goods, seed: number) {
  const random = createRandom(seed)
  const known = { orders: [], erased: [], ended: [], withdrawn: [], faults: [] }
  const variants = { variantsOf, dearerThan }
  const walker: Walker = { shop, random, ...goods, ...variants, ...shop.people, ...known }
  const steps: string[] = []
  const running: Promise<void>[] = []
  const count = 2 + Math.floor(random() * mostSteps)
  for (let n = 0; n < count; n++) {
    const name = chooseAction(walker)
    steps.push(name)
    const step = act(name, walker).catch(() => undefined)
    if (random() < 0.6 || name === 'place') await step
    else running.push(step)
    await pause(random() * 1_500)
  }
  await Promise.all(running)
  return { placed: walker.orders, steps, faults: walker.faults }
}

function killNowAndThen({ processes }: TestPlatform) {
  let kills = 0
  const timer = setInterval(() => {
    const victim = victims[Math.floor(Math.random() * victims.length)] ?? 'orders'
    if (processes.killIfUp(victim)) kills += 1
  }, killEveryMs)
  return { kills: () => kills, stop: () => clearInterval(timer) }
}
