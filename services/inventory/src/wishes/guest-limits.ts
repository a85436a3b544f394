import { emailKeyOf } from '@comptoir/contracts/email'
import { networkOf } from '@comptoir/service/auth/client-address'
import { tooManyTries } from '@comptoir/service/problems/too-many-tries'
import type { Redis } from 'ioredis'
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible'

/** How often mails may be asked for without an account: a network is shared by many, a mailbox is one person's. */
export const wishLimits = {
  perNetwork: { points: 60, duration: 3_600 },
  perEmail: { points: 20, duration: 86_400 },
} as const

export type WishLimits = ReturnType<typeof createWishLimits>
type Limit = { readonly points: number; readonly duration: number }
type MakeLimiter = (name: string, limit: Limit) => Pick<RateLimiterAbstract, 'consume'>

/** Refuses as rate_limited who makes too many wishes without an account: each sends a mail to whatever address they give. */
export function createWishLimits(make: MakeLimiter) {
  const networks = make('wishes-network', wishLimits.perNetwork)
  const emails = make('wishes-email', wishLimits.perEmail)
  return {
    async take({ address, email }: { address: string; email: string }): Promise<void> {
      try {
        await networks.consume(networkOf(address))
        await emails.consume(emailKeyOf(email))
      } catch (error) {
        throw error instanceof RateLimiterRes ? tooManyTries(error.msBeforeNext) : error
      }
    },
  }
}

/** Counters in Redis, for all replicas; in memory while Redis is away. */
export const sharedLimiters =
  (redis: Redis): MakeLimiter =>
  (name, limit) =>
    new RateLimiterRedis({
      ...limit,
      ...{ storeClient: redis, keyPrefix: `limit:inventory:${name}` },
      insuranceLimiter: new RateLimiterMemory(limit),
    })

export const memoryLimiters: MakeLimiter = (_, limit) => new RateLimiterMemory(limit)
