import { setTimeout as sleep } from 'node:timers/promises'
import { networkOf } from '@comptoir/service/auth/client-address'
import { isRefusal } from '@comptoir/service/problems/refusal'
import { tooManyTries } from '@comptoir/service/problems/too-many-tries'
import type { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible'
import type { GatewayConfig } from '../config.ts'

type RateLimit = Extract<keyof GatewayConfig, `rateLimit${string}`>
export type RateLimitSettings = Pick<GatewayConfig, RateLimit>

type Limiter = Pick<RateLimiterRedis, 'consume'>
/** Makes the counter of a limit, or none when its points are 0. */
export type MakeLimiter = (name: string, points: number) => Limiter | undefined

export type RateLimits = ReturnType<typeof createRateLimits>

const windowSeconds = 60
/** Requests are counted here first and taken from Redis by the batch: a hundredth of the limit, within bounds. */
const largestBatch = 200

/**
 * Limits by address, shared by the gateway's replicas. Failures by account are counted by accounts alone: a limit by
 * email here would let anyone lock its owner out.
 */
export function createRateLimits(settings: RateLimitSettings, make: MakeLimiter) {
  const batched = (name: string, points: number) => createBatched(make(name, points), points)
  const requests = batched('request', settings.rateLimitPerMinute)
  const reads = batched('read', settings.rateLimitReadsPerMinute)
  const documents = batched('document', settings.rateLimitDocumentsPerMinute)
  const byAddress = make('sign-in', settings.rateLimitSignInPerMinute)
  return {
    request: (ip: string, isRead: boolean) => (isRead ? reads : requests).count(networkOf(ip)),
    document: (ip: string) => documents.count(networkOf(ip)),
    /** Counts a catalogue read, unless that takes Redis: then false, and nothing is counted. */
    readHere: (ip: string) => reads.countHere(networkOf(ip)),
    signIn: (ip: string) => take(byAddress, networkOf(ip), 1),
  }
}

function createBatched(limiter: Limiter | undefined, points: number) {
  const batch = Math.min(largestBatch, Math.max(1, Math.floor(points / 100)))
  const counted = new Map<string, number>()

  function countHere(key: string): boolean {
    if (!limiter) return true
    const seen = counted.get(key)
    if (seen === undefined || seen >= batch - 1) return false
    counted.set(key, seen + 1)
    return true
  }

  function count(key: string): Promise<void> | undefined {
    if (!limiter || countHere(key)) return undefined
    if (counted.size > 50_000) counted.clear()
    // at once: who comes while Redis is asked counts within the batch that is asked for
    counted.set(key, 0)
    return take(limiter, key, batch).catch((error: unknown) => {
      counted.set(key, batch - 1)
      throw error
    })
  }
  return { count, countHere }
}

async function take(limiter: Limiter | undefined, key: string, points: number): Promise<void> {
  try {
    await limiter?.consume(key, points)
  } catch (reason) {
    throw reason instanceof RateLimiterRes ? tooManyTries(reason.msBeforeNext) : reason
  }
}

const refusedAfterMs = 1_000

/**
 * Throws the error; that somebody has too many requests in flight, or asked too often, after a second or two only.
 * Refusals at the speed of the requests would cost everybody else.
 */
export async function refuseSlowly(error: unknown): Promise<never> {
  if (isRefusal(error, 'rate_limited')) await sleep(refusedAfterMs * (1 + Math.random()))
  throw error
}

/** Counters in Redis; in memory while Redis does not answer. */
export function redisLimiters(redis: Redis): MakeLimiter {
  return (name, points) => {
    if (points === 0) return undefined
    const options = { points, duration: windowSeconds, keyPrefix: `gateway:limit:${name}` }
    return new RateLimiterRedis({
      ...options,
      storeClient: redis,
      inMemoryBlockOnConsumed: points + 1,
      insuranceLimiter: new RateLimiterMemory(options),
    })
  }
}
