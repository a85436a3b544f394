import { endTransfers } from './actions/by-link.ts'
import { resolveAll } from './actions/parcels.ts'
import { endReturns } from './actions/returning.ts'
import type { Walker } from './actions/shop.ts'
import type { MemoryPlatform } from './platform/memory-platform.ts'
import { fair, type World } from './platform/world.ts'

/** Mostly a moment, now and then minutes, hours or days. */
export async function passTime(world: World, platform: MemoryPlatform, random: () => number) {
  const { scheduler, time } = world
  const chance = random()
  if (chance < 0.35) {
    for (let left = Math.floor(random() * 60); left > 0; left--)
      await scheduler.step(time.nowMs + 500)
    return
  }
  await goOn(world, platform, Math.round(random() * longestOf(chance)))
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
    untilMs = Math.min(
      endMs,
      Math.max(untilMs + Math.min(ms, Math.max(passMs, Math.round(ms / 2))), next),
    )
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

const dayMs = 86_400_000
const drainMs = [3_000, 11_000, 11_000, 60_000, 300_000, 600_000, 900_000, 900_000, 3_600_000]

/** Fair weather: time goes on until nothing moves any more. */
export async function settle(
  world: World,
  platform: MemoryPlatform,
  walker: Walker,
): Promise<void> {
  world.weather = fair
  world.down.clear()
  world.outages.clear()
  world.deaf.clear()
  for (let round = 0; round < 40; round++) {
    await goOn(world, platform, drainMs[round] ?? 3_600_000, round > 4)
    endWhatWaits(walker, round)
    if (round >= drainMs.length && platform.workflows.unfinished().length === 0) break
  }
  // whoever was erased is erased again after a day at the latest, since orders may have ended meanwhile
  if (walker.erased.length > 0) await goOn(world, platform, dayMs, true)
  // what the last round said is heard
  for (let round = 0; round < 3; round++) await goOn(world, platform, 15_000, true)
}

/** What waits for a person would wait for ever. */
function endWhatWaits(walker: Walker, round: number): void {
  if (round === 4 || round === 7) void resolveAll(walker)
  if (round < 4) return
  void endReturns(walker)
  void endTransfers(walker)
}
