import type { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible'
import type { MakeLimiter } from './guest-limits.ts'

/** Counters in Redis, for all replicas; in memory while Redis is away. */
export function sharedCounters({ redis }: { readonly redis: Redis }): MakeLimiter {
  return (name, limit) =>
    new RateLimiterRedis({
      ...limit,
      storeClient: redis,
      keyPrefix: `limit:orders:${name}`,
      insuranceLimiter: new RateLimiterMemory(limit),
    })
}
