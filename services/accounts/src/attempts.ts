import { refuse } from '@comptoir/service/refusal'
import type { Redis } from 'ioredis'
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible'

/** Guards the doors where passwords are tried. Only failures count, per account and address: no one locks another out. */
export type Attempts = {
  /** Refuses while too many tries from that address failed for that account. */
  check(who: Who): Promise<void>
  failed(who: Who): Promise<void>
  succeeded(who: Who): Promise<void>
  /** Counts a registration; refuses when an address makes too many. */
  registering(ip: string): Promise<void>
}
export type Who = { readonly account: string; readonly ip: string }

type Limit = { readonly name: string; readonly points: number; readonly durationSeconds: number }
export type Limits = {
  readonly pair: Limit
  readonly ip: Limit
  readonly account: Limit
  readonly registration: Limit
}

export const defaultLimits = (registrationsPerHour: number): Limits => ({
  pair: { name: 'login-pair', points: 5, durationSeconds: 900 },
  ip: { name: 'login-ip', points: 100, durationSeconds: 900 },
  account: { name: 'login-account', points: 100, durationSeconds: 3_600 },
  registration: { name: 'register-ip', points: registrationsPerHour, durationSeconds: 3_600 },
})

type MakeLimiter = (limit: Limit) => RateLimiterAbstract

export const redisLimiter =
  (redis: Redis): MakeLimiter =>
  ({ name, points, durationSeconds }) =>
    new RateLimiterRedis({
      storeClient: redis,
      keyPrefix: `limit:accounts:${name}`,
      points,
      duration: durationSeconds,
      insuranceLimiter: new RateLimiterMemory({ points, duration: durationSeconds }),
    })

/** The in-memory twin. */
export const memoryLimiter: MakeLimiter = ({ points, durationSeconds }) =>
  new RateLimiterMemory({ points, duration: durationSeconds })

export function createAttempts(limits: Limits, make: MakeLimiter): Attempts {
  const pair = make(limits.pair)
  const ipOnly = make(limits.ip)
  const account = make(limits.account)
  const registration = make(limits.registration)
  const pairOf = (who: Who) => `${who.account}:${who.ip}`

  return {
    async check(who) {
      const held = await Promise.all([
        pair.get(pairOf(who)),
        ipOnly.get(who.ip),
        account.get(who.account),
      ])
      const full = held.find((found) => found && found.remainingPoints <= 0)
      if (full) throw tooMany(full)
    },
    async failed(who) {
      const counted = [
        pair.consume(pairOf(who)),
        ipOnly.consume(who.ip),
        account.consume(who.account),
      ]
      await Promise.allSettled(counted)
    },
    async succeeded(who) {
      await pair.delete(pairOf(who))
    },
    async registering(ip) {
      await registration.consume(ip).catch((error: unknown) => {
        throw error instanceof RateLimiterRes ? tooMany(error) : error
      })
    },
  }
}

function tooMany({ msBeforeNext }: RateLimiterRes) {
  const retryAfterSeconds = Math.max(1, Math.ceil(msBeforeNext / 1_000))
  return refuse('rate_limited', 'too many tries', { extensions: { retryAfterSeconds } })
}
