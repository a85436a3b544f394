import { AsyncLocalStorage } from 'node:async_hooks'
import { createRandom } from '@comptoir/dapr/test/model/scheduler'
import { quietSdk } from '@comptoir/dapr/workflow/worker'
import { silentLog } from '@comptoir/service/test/silent-log'
import type { Books } from '../../src/reconcile/read-books.ts'
import { act, chooseAction } from './actions/actions.ts'
import type { Walker } from './actions/shop.ts'
import { faultsOf } from './checks/checks.ts'
import { mishap } from './mishaps.ts'
import { passTime, settle } from './passing-time.ts'
import { readMemoryBooks, readMemoryDrafts } from './platform/memory-books.ts'
import {
  codes,
  type MemoryPlatform,
  staff,
  startMemoryPlatform,
} from './platform/memory-platform.ts'
import { createMemoryShop } from './platform/memory-shop.ts'
import { goods } from './platform/services/shop-window.ts'
import { fair, pick, type Weather, type World } from './platform/world.ts'
import { createRedisTwin, type RedisTwin } from './redis/redis-twin.ts'
import { Crashed, createScheduler } from './time/scheduler.ts'
import { enterVirtualTime, type VirtualTime } from './time/virtual-time.ts'

/** A walk: a seed, from which follows all that happens, and the steps of it that are taken. */
export type WalkPlan = {
  readonly seed: number
  readonly steps: readonly number[]
  /** When payments are taken: at once, where it is absent. */
  readonly captureAt?: 'shipping'
}

export type Walked = {
  /** What was wrong in the end; nothing, where the books agree. */
  readonly wrong: readonly string[]
  /** How many exchanges for dearer goods were paid for and sent. */
  readonly paidExchanges: number
  /** What happened, line by line. */
  readonly protocol: readonly string[]
}

/** The variants of the product of a thing; with `above`, those that cost more than so much. */
function variantsOf(sku: string, above = 0): readonly string[] {
  const { productId } = goods.find((one) => one.sku === sku) ?? {}
  return goods
    .filter((one) => one.productId === productId && one.price.amount > above)
    .map((one) => one.sku)
}

const dearerThan = (sku: string): readonly string[] =>
  variantsOf(sku, goods.find((one) => one.sku === sku)?.price.amount)

const startMs = Date.parse('2026-11-21T08:00:00.000Z')
const [fewestSteps, mostSteps] = [4, 24]

export function planOf(seed: number): WalkPlan {
  const random = createRandom(seed)
  const count = fewestSteps + Math.floor(random() * (mostSteps - fewestSteps))
  const steps = Array.from({ length: count }, () => Math.floor(random() * 2 ** 31))
  return { seed, steps, ...(random() < 0.3 && { captureAt: 'shipping' as const }) }
}

let twin: Promise<RedisTwin> | undefined
let current: World | undefined
const openRedis = () => {
  twin ??= createRedisTwin({
    now: () => current?.time.nowMs ?? 0,
    turn: async () => current?.scheduler.turn(),
  })
  return twin
}

/** Takes a walk in memory, then lets everything end in fair weather, and reads the books. */
export async function takeWalk(plan: WalkPlan): Promise<Walked> {
  quietSdk(silentLog())
  const redis = await openRedis()
  const random = createRandom(plan.seed)
  const time = enterVirtualTime(startMs + Math.floor(random() * 1e9), random)
  const protocol: string[] = []
  try {
    const world = createWorld({ time, random, plan }, redis, protocol)
    current = world
    const platform = await startMemoryPlatform(world, redis)
    const walker = createWalker(platform)
    await wander(world, platform, { plan, walker })
    await settle(world, platform, { ...walker, random })
    return { ...(await judge(world, platform, walker)), protocol }
  } finally {
    current = undefined
    time.leave()
  }
}

const weathers: readonly Weather[] = [
  fair,
  { effects: 0.004, deliveries: 0.1, twice: 0.1 },
  { effects: 0.02, deliveries: 0.3, twice: 0.2 },
]

type Walking = {
  readonly time: VirtualTime
  readonly random: () => number
  readonly plan: WalkPlan
}

function createWorld(
  { time, random, plan }: Walking,
  { redis, changes }: RedisTwin,
  protocol: string[],
): World {
  const grain = pick(random, [0.02, 0.2, 1])
  const settings = { isCalm: true }
  const scheduler = createScheduler({ time, random, grain: () => (settings.isCalm ? 0 : grain) })
  const world: World = {
    ...{
      time,
      random,
      scheduler,
      redis,
      changes,
      weather: fair,
      down: new Set(),
      outages: new Map(),
      deaf: new Set(),
    },
    writing: new AsyncLocalStorage(),
    deliveryWaitMs: pick(random, [250, Number.POSITIVE_INFINITY]),
    activityWaitMs: pick(random, [0, 3_000]),
    captureAt: plan.captureAt,
    note: (line) => void protocol.push(`${new Date(time.nowMs).toISOString()} ${line}`),
    begin() {
      settings.isCalm = false
      world.weather = pick(random, weathers)
      world.note(`${JSON.stringify(world.weather)}, grain ${grain}`)
    },
  }
  return world
}

type Wandering = { readonly plan: WalkPlan; readonly walker: Omit<Walker, 'random'> }

/** The walk itself: each step waits a while, then something happens, whatever else is going on. */
async function wander(
  world: World,
  platform: MemoryPlatform,
  { plan, walker }: Wandering,
): Promise<void> {
  world.begin()
  for (const [n, step] of plan.steps.entries()) {
    const own = { ...walker, random: createRandom(step) }
    await passTime(world, platform, own.random)
    const name = own.random() < 0.15 ? mishap(world, platform, own) : chooseAction(own)
    if (name === undefined) continue
    world.note(`step ${n}: ${name}`)
    void act(name, own).catch((error: unknown) => {
      if (!(error instanceof Crashed)) world.note(`${name}: ${String(error)}`)
    })
  }
}

function createWalker(platform: MemoryPlatform): Omit<Walker, 'random'> {
  let [people, keys] = [0, 0]
  return {
    shop: createMemoryShop(platform),
    ...{ staff, codes, skus: goods.map(({ sku }) => sku) },
    ...{ orders: [], erased: [], ended: [], withdrawn: [], faults: [] },
    ...{ variantsOf: (sku: string) => variantsOf(sku), dearerThan },
    newShopper: async () => {
      const id = `usr_${++people}`
      return { id, roles: ['customer'], email: `${id}@example.com` }
    },
    newKey: () => `key-of-the-walk-${++keys}`,
  }
}

/** Reads the books, and holds them against each other and against the walk. */
async function judge(
  world: World,
  platform: MemoryPlatform,
  walker: Omit<Walker, 'random'>,
): Promise<Omit<Walked, 'protocol'>> {
  let isRead = false
  const reading = Promise.all([readMemoryBooks(platform), readMemoryDrafts(platform)]).finally(
    () => {
      isRead = true
    },
  )
  reading.catch(() => undefined)
  while (!isRead && (await world.scheduler.step(Number.POSITIVE_INFINITY)));
  const [books, drafts] = await reading
  const isPaid = ({ exchange }: Books['returns'][number]) =>
    exchange?.status === 'sent' && (exchange.amount?.amount ?? 0) > 0
  return {
    wrong: faultsOf({ platform, walker, books, drafts }),
    paidExchanges: books.returns.filter(isPaid).length,
  }
}
