import { appIds } from '@comptoir/contracts/topology'
import type { Walker } from './actions/shop.ts'
import type { MemoryPlatform } from './platform/memory-platform.ts'
import { pick, type World } from './platform/world.ts'

/** Answers the name of what is done at this moment, where something is. */
type Mishap = (world: World, platform: MemoryPlatform, random: () => number) => string | undefined

const longestMs = 90_000

/** Something that breaks, and how often. */
const mishaps: readonly (readonly [number, Mishap])[] = [
  [0.25, goAway],
  [0.25, crash],
  [0.13, breakProvider],
  [0.15, refundUnheard],
  [0.1, loseSaga],
  [0.12, (_world, { bus }) => void bus.replay()],
]

/**
 * Something breaks: a service or a provider is away, a service crashes, a saga is lost, or an operator replays an event. Answers
 * the name of an action that is taken in that moment.
 */
export function mishap(
  world: World,
  platform: MemoryPlatform,
  { random, orders }: Walker,
): string | undefined {
  let left = random()
  const found = mishaps.find(([share]) => {
    left -= share
    return left < 0
  })
  const name = found?.[1](world, platform, random)
  return orders.length === 0 ? undefined : name
}

function goAway({ down, note }: World, _: MemoryPlatform, random: () => number): undefined {
  const appId = pick(random, appIds)
  const awayMs = random() * longestMs
  down.add(appId)
  note(`${appId} is away for ${Math.round(awayMs / 1_000)} s`)
  setTimeout(() => down.delete(appId), awayMs)
}

function crash({ scheduler, note }: World, _: MemoryPlatform, random: () => number): undefined {
  const appId = pick(random, appIds)
  note(`${appId} crashes in ${scheduler.crash(appId)} things`)
}

/** Nothing reaches a provider, or it does everything and no answer comes back. */
function breakProvider(
  { outages, note }: World,
  _: MemoryPlatform,
  random: () => number,
): undefined {
  const name = pick(random, ['stripe', 'paypal'] as const)
  const fate = pick(random, ['lost', 'unanswered', 'unanswered'] as const)
  const forMs = random() * longestMs
  outages.set(name, fate)
  note(`calls of ${name} are ${fate} for ${Math.round(forMs / 1_000)} s`)
  setTimeout(() => outages.delete(name), forMs)
}

/**
 * Staff give a part of the money back while a provider does all it is asked and nobody hears of it: its webhooks neither. The shop
 * has to ask again, and the provider must not give it twice.
 */
function refundUnheard({ outages, deaf, note }: World, _: MemoryPlatform, random: () => number) {
  const name = pick(random, ['stripe', 'paypal'] as const)
  const forMs = 20_000 + random() * longestMs
  outages.set(name, 'unanswered')
  deaf.add(name)
  note(`answers and webhooks of ${name} are lost for ${Math.round(forMs / 1_000)} s`)
  setTimeout(() => outages.delete(name), forMs)
  // what it tells meanwhile comes again when the shop has asked
  setTimeout(() => deaf.delete(name), forMs + 120_000)
  return 'refund a part'
}

/** The store of workflows lost one, or a timer of it. */
function loseSaga({ note }: World, { workflows }: MemoryPlatform, random: () => number): undefined {
  const how = pick(random, ['forgotten', 'stuck'] as const)
  const lost = workflows.lose((running) => pick(random, running), how)
  if (lost) note(`workflow ${lost} is ${how}`)
}
