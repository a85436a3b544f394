import type { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible'
import type { MakeLimiter } from './request-limits.ts'

/** Counters in Redis, for all replicas; in memory while Redis is away. */
export const sharedLimiters =
  (redis: Redis): MakeLimiter =>
  (name, limit) =>
    new RateLimiterRedis({
      ...limit,
      storeClient: redis,
      keyPrefix: `limit:accounts:${name}`,
      insuranceLimiter: new RateLimiterMemory(limit),
    })
