import type { AsyncLocalStorage } from 'node:async_hooks'
import type { AppId } from '@comptoir/contracts/topology'
import type { RedisTwin } from '../redis/redis-twin.ts'
import type { Scheduler } from '../time/scheduler.ts'
import type { VirtualTime } from '../time/virtual-time.ts'

/** What becomes of an effect: it happens, it does not, or it happens and nobody hears of it. */
export type Fate = 'well' | 'lost' | 'unanswered'

/** How bad things are, from 0 to 1: the part of all effects that goes wrong, and of all deliveries. */
export type Weather = {
  readonly effects: number
  readonly deliveries: number
  readonly twice: number
}

export type ProviderName = 'stripe' | 'paypal'

/** Everything that the services of one walk share: time, chance, and how bad things are. */
export type World = {
  readonly time: VirtualTime
  readonly random: () => number
  readonly scheduler: Scheduler
  readonly redis: RedisTwin['redis']
  /** Grows with each script that runs in Redis. */
  readonly changes: () => number
  /** Replaced by fair weather when the walk is over. */
  weather: Weather
  /** Services that do not answer at the moment. */
  readonly down: Set<AppId>
  /** Payment providers with which something is wrong for a while: calls are lost, or done and not answered. */
  readonly outages: Map<ProviderName, Fate>
  /** Payment providers whose webhooks do not arrive for a while. */
  readonly deaf: Set<ProviderName>
  /** Counts what is stored while something is done. */
  readonly writing: AsyncLocalStorage<{ writes: number }>
  /** How long writers wait for the delivery of their events. */
  readonly deliveryWaitMs: number
  readonly activityWaitMs: number
  /** When payments are taken: at once, where it is absent. */
  readonly captureAt?: 'shipping' | undefined
  /** Writes a line into the protocol of the walk. */
  note(line: string): void
  /** From now on things interleave and go wrong. */
  begin(): void
}

export const fair: Weather = { effects: 0, deliveries: 0, twice: 0 }

export const clockOf = (world: World) => () => new Date(world.time.nowMs)

export function fateOf({ weather, random }: World): Fate {
  if (weather.effects === 0 || random() >= weather.effects) return 'well'
  return random() < 0.5 ? 'lost' : 'unanswered'
}

/** One of them, by chance. */
export const pick = <T>(random: () => number, items: readonly T[]): T =>
  items[Math.floor(random() * items.length)] as T
