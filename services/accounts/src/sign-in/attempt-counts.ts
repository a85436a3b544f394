import type { Redis } from 'ioredis'
import { RateLimiterMemory, RateLimiterRedis } from 'rate-limiter-flexible'
import type { AttemptCounts, AttemptLimits, Who } from './attempts.ts'

/**
 * KEYS pair, address, account, known · ARGV per pair, per pair under attack, per address, attack, window ms
 * → taken, busy, or the milliseconds until the full window ends.
 */
const takeScript = `
local function number(key, field) return tonumber(redis.call('HGET', key, field) or '0') end
local known = redis.call('EXISTS', KEYS[4]) == 1
local pairLimit = tonumber(ARGV[1])
if not known and number(KEYS[3], 'failed') >= tonumber(ARGV[4]) then pairLimit = tonumber(ARGV[2]) end
local limits = { { KEYS[1], pairLimit } }
if not known then limits[2] = { KEYS[2], tonumber(ARGV[3]) } end
for _, limit in ipairs(limits) do
  if number(limit[1], 'failed') >= limit[2] then return redis.call('PTTL', limit[1]) end
end
for _, limit in ipairs(limits) do
  if number(limit[1], 'failed') + number(limit[1], 'running') >= limit[2] then return 'busy' end
end
for n = 1, 2 do
  redis.call('HINCRBY', KEYS[n], 'running', 1)
  if redis.call('PTTL', KEYS[n]) < 0 then redis.call('PEXPIRE', KEYS[n], ARGV[5]) end
end
return 'taken'`

/** KEYS pair, address, account, known · ARGV outcome, window ms, known ms → failures of the account. */
const settleScript = `
for n = 1, 2 do
  if redis.call('HINCRBY', KEYS[n], 'running', -1) < 0 then redis.call('HSET', KEYS[n], 'running', 0) end
end
if ARGV[1] == 'failed' then
  for n = 1, 3 do redis.call('HINCRBY', KEYS[n], 'failed', 1) end
elseif ARGV[1] == 'succeeded' then
  redis.call('HSET', KEYS[1], 'failed', 0)
  redis.call('SET', KEYS[4], '1', 'PX', ARGV[3])
end
for n = 1, 3 do
  if redis.call('PTTL', KEYS[n]) == -1 then redis.call('PEXPIRE', KEYS[n], ARGV[2]) end
end
return tonumber(redis.call('HGET', KEYS[3], 'failed') or '0')`

type Run = (...args: (string | number)[]) => Promise<unknown>
type Commands = Record<'takeAttempt' | 'settleAttempt', Run>

/** The counts in Redis, for all replicas: a step is one script, so tries that come at once count one after the other. */
export function createRedisCounts(redis: Redis, limits: AttemptLimits): AttemptCounts {
  const { perPair, perPairUnderAttack, perAddress, attack, windowMs, knownMs } = limits
  redis.defineCommand('takeAttempt', { numberOfKeys: 4, lua: takeScript })
  redis.defineCommand('settleAttempt', { numberOfKeys: 4, lua: settleScript })
  const { takeAttempt, settleAttempt } = redis as unknown as Commands
  return {
    async take(who) {
      const given = [perPair, perPairUnderAttack, perAddress, attack, windowMs]
      const answer = await takeAttempt.call(redis, ...attemptKeysOf(who), ...given)
      if (answer === 'taken' || answer === 'busy') return { status: answer }
      return { status: 'full', msBeforeNext: Number(answer) }
    },
    async settle(who, outcome) {
      const given = [outcome, windowMs, knownMs]
      return Number(await settleAttempt.call(redis, ...attemptKeysOf(who), ...given))
    },
  }
}

/** The keys of a try: pair, address, account, known. */
export function attemptKeysOf({ account, ip }: Who): string[] {
  const keys = [`pair:${account}:${ip}`, `address:${ip}`, `account:${account}`]
  return [...keys, `known:${account}:${ip}`].map((key) => `limit:accounts:${key}`)
}

/** Counts registrations by address; in memory while Redis is away. */
export function createRegistrationLimit(redis: Redis, perHour: number): RateLimiterRedis {
  const anHour = { points: perHour, duration: 3_600 }
  return new RateLimiterRedis({
    ...anHour,
    storeClient: redis,
    keyPrefix: 'limit:accounts:registrations',
    insuranceLimiter: new RateLimiterMemory(anHour),
  })
}
