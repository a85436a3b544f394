import type { AppId } from '@comptoir/contracts/topology'
import { tooManyTries } from '@comptoir/service/problems/too-many-tries'
import type { Redis } from 'ioredis'
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible'

/** So many points in so many seconds. */
export type Limit = { readonly points: number; readonly duration: number }
export type Limiter = Pick<RateLimiterAbstract, 'consume'>
/** Makes the counter of a limit. */
export type MakeLimiter = (name: string, limit: Limit) => Limiter

/**
 * Counters in Redis, for all replicas of a service; in memory while Redis is away.
 * @example const make = sharedLimiters(host, 'orders'); const byEmail = make('orders-email', { points: 20, duration: 3_600 })
 */
export const sharedLimiters =
  ({ redis }: { readonly redis: Redis }, appId: AppId): MakeLimiter =>
  (name, limit) =>
    new RateLimiterRedis({
      ...limit,
      storeClient: redis,
      keyPrefix: `limit:${appId}:${name}`,
      insuranceLimiter: new RateLimiterMemory(limit),
    })

/** Counters of one process, for tests. */
export const memoryLimiters: MakeLimiter = (_, limit) => new RateLimiterMemory(limit)

/** Takes a point; throws `rate_limited` when there is none. */
export async function take(limiter: Limiter, key: string): Promise<void> {
  const msBeforeNext = await msUntilNext(limiter, key)
  if (msBeforeNext !== undefined) throw tooManyTries(msBeforeNext)
}

/** Takes a point; answers the milliseconds until there is one again when there is none. */
export async function msUntilNext(limiter: Limiter, key: string): Promise<number | undefined> {
  try {
    await limiter.consume(key)
    return undefined
  } catch (reason) {
    if (!(reason instanceof RateLimiterRes)) throw reason
    return reason.msBeforeNext
  }
}
