import { appIds } from '@comptoir/contracts/topology'
import { createRandom } from '@comptoir/dapr/test/model/scheduler'
import { quietSdk } from '@comptoir/dapr/workflow/worker'
import { silentLog } from '@comptoir/service/test/silent-log'
import { act, chooseAction } from './actions/actions.ts'
import { resolveAll } from './actions/parcels.ts'
import type { Walker } from './actions/shop.ts'
import { discrepanciesOf } from './platform/memory-books.ts'
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
export type WalkPlan = { readonly seed: number; readonly steps: readonly number[] }

export type Walked = {
  /** What was wrong in the end; nothing, where the books agree. */
  readonly wrong: readonly string[]
  /** What happened, line by line. */
  readonly protocol: readonly string[]
}

const startMs = Date.parse('2026-11-21T08:00:00.000Z')
const mostSteps = 10

export function planOf(seed: number): WalkPlan {
  const random = createRandom(seed)
  const count = 2 + Math.floor(random() * mostSteps)
  return { seed, steps: Array.from({ length: count }, () => Math.floor(random() * 2 ** 31)) }
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
    const world = createWorld(time, random, redis, protocol)
    current = world
    const platform = await startMemoryPlatform(world, redis)
    const walker = createWalker(platform)
    await wander(world, platform, { plan, walker })
    await settle(world, platform, { ...walker, random })
    return { wrong: await faultsOf(world, platform), protocol }
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

function createWorld(
  time: VirtualTime,
  random: () => number,
  { redis, changes }: RedisTwin,
  protocol: string[],
): World {
  const grain = pick(random, [0.02, 0.2, 1])
  const settings = { isCalm: true }
  const scheduler = createScheduler({ time, random, grain: () => (settings.isCalm ? 0 : grain) })
  const world: World = {
    ...{ time, random, scheduler, redis, changes, weather: fair, down: new Set() },
    deliveryWaitMs: pick(random, [250, Number.POSITIVE_INFINITY]),
    activityWaitMs: pick(random, [0, 3_000]),
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
    const name = own.random() < 0.12 ? mishap(world, platform, own) : chooseAction(own)
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
    ...{ staff, codes, skus: goods.map(({ sku }) => sku), orders: [] },
    newShopper: async () => ({ id: `usr_${++people}`, roles: ['customer'] }),
    newKey: () => `key-of-the-walk-${++keys}`,
  }
}

/** Something breaks: a service is away for a while or crashes, or an operator replays an event. */
function mishap({ down, scheduler, note }: World, { bus }: MemoryPlatform, { random }: Walker) {
  const appId = pick(random, appIds)
  const chance = random()
  if (chance < 0.4) {
    down.add(appId)
    const awayMs = random() * 90_000
    note(`${appId} is away for ${Math.round(awayMs / 1_000)} s`)
    setTimeout(() => down.delete(appId), awayMs)
  } else if (chance < 0.8) note(`${appId} crashes in ${scheduler.crash(appId)} things`)
  else bus.replay()
  return undefined
}

/** Mostly a moment, now and then minutes, hours or days. */
async function passTime(world: World, platform: MemoryPlatform, random: () => number) {
  const { scheduler, time } = world
  const chance = random()
  if (chance < 0.35) {
    for (let left = Math.floor(random() * 60); left > 0; left--)
      await scheduler.step(time.nowMs + 500)
    return
  }
  await goOn(world, platform, random() * longestOf(chance))
}

/** A moment, ten minutes, or a day. */
function longestOf(chance: number): number {
  if (chance < 0.7) return 3_000
  return chance < 0.95 ? 600_000 : 1e8
}

/** How often services do what they do in the background, at most: each time costs as much as an order. */
const passMs = 60_000

/** Everything goes on for a while; what services do in the background comes now and then. */
async function goOn(
  world: World,
  platform: MemoryPlatform,
  ms: number,
  isEach = false,
): Promise<void> {
  const { scheduler, time } = world
  const endMs = time.nowMs + ms
  for (let untilMs = time.nowMs; untilMs < endMs; ) {
    const next = time.nextAt() ?? endMs
    untilMs = Math.min(endMs, Math.max(untilMs + Math.min(ms, Math.max(passMs, ms / 2)), next))
    while (await scheduler.step(untilMs));
    time.nowMs = Math.max(time.nowMs, untilMs)
    await inBackground(world, platform, isEach)
  }
}

/** Each task of each service once, in any order. */
async function inBackground(world: World, platform: MemoryPlatform, isEach = false) {
  const { scheduler, random, down } = world
  const { rounds } = platform
  const inOrder = rounds.map((round) => ({ round, at: random() })).sort((a, b) => a.at - b.at)
  for (const { round } of inOrder) {
    if (down.has(round.appId)) continue
    if (round.isRare && !isEach && random() < 0.8) continue
    void scheduler.run(round.appId, round.run).catch(() => undefined)
    if (random() < 0.3) await scheduler.step(0)
  }
}

const drainMs = [3_000, 11_000, 11_000, 60_000, 300_000, 600_000, 900_000, 900_000, 3_600_000]

/** Fair weather: time goes on until nothing moves any more. */
async function settle(world: World, platform: MemoryPlatform, walker: Walker): Promise<void> {
  world.weather = fair
  world.down.clear()
  for (let round = 0; round < 40; round++) {
    await goOn(world, platform, drainMs[round] ?? 3_600_000, round > 4)
    // what waits for a person would wait for ever
    if (round === 4 || round === 7) void resolveAll(walker)
    if (round >= drainMs.length && platform.workflows.unfinished().length === 0) break
  }
  // what the last round said is heard
  for (let round = 0; round < 3; round++) await goOn(world, platform, 15_000, true)
}

async function faultsOf(world: World, platform: MemoryPlatform): Promise<string[]> {
  const { workflows } = platform
  const reading = discrepanciesOf(platform)
  let found: Awaited<typeof reading> | undefined
  void reading.then((all) => {
    found = all
  })
  while (!found && (await world.scheduler.step(Number.POSITIVE_INFINITY)));
  return [
    ...(await reading).map(({ rule, subject, what }) => `${rule} ${subject}: ${what}`),
    ...workflows.unfinished().map(({ id }) => `workflow ${id} has not ended`),
  ]
}
