import { appIds } from '@comptoir/contracts/topology'
import type { Walker } from './actions/shop.ts'
import type { MemoryPlatform } from './platform/memory-platform.ts'
import { pick, type World } from './platform/world.ts'

type Mishap = (world: World, platform: MemoryPlatform, random: () => number) => void

const longestMs = 90_000

/** Something that breaks, and how often. */
const mishaps: readonly (readonly [number, Mishap])[] = [
  [0.3, goAway],
  [0.3, crash],
  [0.18, breakProvider],
  [0.1, loseSaga],
  [0.12, (_world, { bus }) => bus.replay()],
]

/** Something breaks: a service or a provider is away, a service crashes, a saga is lost, or an operator replays an event. */
export function mishap(world: World, platform: MemoryPlatform, { random }: Walker): undefined {
  let left = random()
  const found = mishaps.find(([share]) => {
    left -= share
    return left < 0
  })
  found?.[1](world, platform, random)
}

function goAway({ down, note }: World, _: MemoryPlatform, random: () => number): void {
  const appId = pick(random, appIds)
  const awayMs = random() * longestMs
  down.add(appId)
  note(`${appId} is away for ${Math.round(awayMs / 1_000)} s`)
  setTimeout(() => down.delete(appId), awayMs)
}

function crash({ scheduler, note }: World, _: MemoryPlatform, random: () => number): void {
  const appId = pick(random, appIds)
  note(`${appId} crashes in ${scheduler.crash(appId)} things`)
}

/** Nothing reaches a provider, or it does everything and no answer comes back. */
function breakProvider({ outages, note }: World, _: MemoryPlatform, random: () => number): void {
  const name = pick(random, ['stripe', 'paypal'] as const)
  const fate = pick(random, ['lost', 'unanswered', 'unanswered'] as const)
  const forMs = random() * longestMs
  outages.set(name, fate)
  note(`calls of ${name} are ${fate} for ${Math.round(forMs / 1_000)} s`)
  setTimeout(() => outages.delete(name), forMs)
}

/** The store of workflows lost one, or a timer of it. */
function loseSaga({ note }: World, { workflows }: MemoryPlatform, random: () => number): void {
  const how = pick(random, ['forgotten', 'stuck'] as const)
  const lost = workflows.lose((running) => pick(random, running), how)
  if (lost) note(`workflow ${lost} is ${how}`)
}
