import { networkOf } from '@comptoir/service/auth/client-address'
import { createCounter } from '@comptoir/service/observability/metrics'
import { tooManyTries } from '@comptoir/service/problems/too-many-tries'
import type { Redis } from 'ioredis'
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible'

/** Who types codes: a user or the cart of a guest, and an IP address. */
export type Guesser = { readonly shopper: string; readonly address: string }

export type GuessLimit = ReturnType<typeof createGuessLimit>

/** Wrong codes in a quarter of an hour. An address is shared by many, and makes as many guest carts as it likes. */
export const guessLimits = { windowSeconds: 900, perShopper: 10, perAddress: 50 } as const

const refused = createCounter({
  name: 'comptoir_code_guesses_refused_total',
  help: 'Tries of promotion codes that were refused: many are somebody who guesses',
  labelNames: ['by'],
})

type Counter = Pick<RateLimiterAbstract, 'consume' | 'reward'>
type Counters = { readonly perShopper: Counter; readonly perAddress: Counter }

/** Limits how many codes that do not exist are tried: who looks for one by guessing is refused with rate_limited. */
export function createGuessLimit({ perShopper, perAddress }: Counters) {
  const countsOf = ({ shopper, address }: Guesser) =>
    [
      { by: 'shopper', counter: perShopper, key: shopper },
      { by: 'address', counter: perAddress, key: networkOf(address) },
    ] as const

  return {
    /** Counts codes before they are looked up, so that those that come at once count one after the other. */
    async take(guesser: Guesser, codes: number): Promise<void> {
      for (const { by, counter, key } of countsOf(guesser)) {
        await counter.consume(key, codes).catch((error: unknown) => {
          if (!(error instanceof RateLimiterRes)) throw error
          refused.inc({ by })
          throw tooManyTries(error.msBeforeNext)
        })
      }
    },
    /** Gives back what was counted of codes that exist. */
    async giveBack(guesser: Guesser, codes: number): Promise<void> {
      if (codes === 0) return
      await Promise.all(countsOf(guesser).map(({ counter, key }) => counter.reward(key, codes)))
    },
  }
}

/** The counts in Redis, for all replicas; in memory while Redis is away. */
export function createRedisCounters(redis: Redis): Counters {
  const counter = (name: string, points: number) => {
    const limit = { points, duration: guessLimits.windowSeconds }
    return new RateLimiterRedis({
      ...limit,
      storeClient: redis,
      keyPrefix: `limit:promotions:${name}`,
      insuranceLimiter: new RateLimiterMemory(limit),
    })
  }
  return {
    perShopper: counter('codes-of-shopper', guessLimits.perShopper),
    perAddress: counter('codes-from-address', guessLimits.perAddress),
  }
}
