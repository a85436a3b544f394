import { longestTokenSeconds, type RevokedTokens } from '@comptoir/service/auth/auth'
import type { Logger } from '@comptoir/service/observability/log'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Redis } from 'ioredis'
import { repeat, type Stop } from './background.ts'

/** Which access tokens are void before their time, for every process. */
export type Revocations = RevokedTokens & {
  /** Voids the tokens of a user below a version; repeating it does no harm, and nothing is below 0. */
  revoke(userId: string, tokenVersion: number): Promise<void>
  /** Reads what is void, then follows it. Until then no token is accepted. */
  follow(log: Logger): Promise<Stop>
}

const key = 'revoked-tokens'
const everyMs = 1_000
/** A token that was being signed when its user changed is void for as long as it could live. */
export const revokedForMs = 1_000 * longestTokenSeconds + 60_000
/** How far the clock of Redis may step back without hiding anything. */
const overlapMs = 30_000

/** KEYS revocations · ARGV entry, lifetime ms. The first time counts, so readers that saw an entry need not see it again. */
const revokeScript = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
redis.call('ZADD', KEYS[1], 'NX', now, ARGV[1])
redis.call('ZREMRANGEBYSCORE', KEYS[1], '-inf', now - ARGV[2])
redis.call('PEXPIRE', KEYS[1], ARGV[2])`

/**
 * Revocations in a sorted set of Redis, by time. Every process reads once a second what is new and answers from memory:
 * a check is a look-up in a map. While Redis does not answer, what is known stays; nothing is revoked meanwhile either,
 * since accounts changes no account without Redis.
 */
export function createRevocations(redis: Redis): Revocations {
  const byUser = new Map<string, { readonly version: number; readonly until: number }>()
  let isOpen = false
  let newest = Number.NEGATIVE_INFINITY

  function add(userId: string, version: number): void {
    if ((byUser.get(userId)?.version ?? 0) >= version) return
    byUser.set(userId, { version, until: Date.now() + revokedForMs })
  }

  async function read(): Promise<void> {
    const after = Number.isFinite(newest) ? newest - overlapMs : '-inf'
    const flat = await redis.zrangebyscore(key, after, '+inf', 'WITHSCORES')
    for (let n = 0; n < flat.length; n += 2) {
      const [entry = '', score] = [flat[n], flat[n + 1]]
      const colon = entry.lastIndexOf(':')
      add(entry.slice(0, colon), Number(entry.slice(colon + 1)))
      newest = Math.max(newest, Number(score))
    }
    for (const [userId, { until }] of byUser) if (until < Date.now()) byUser.delete(userId)
    isOpen = true
  }

  return {
    isRevoked(userId, tokenVersion) {
      if (!isOpen) throw refuse('dependency_unavailable', 'revoked tokens are not known yet')
      return tokenVersion < (byUser.get(userId)?.version ?? 0)
    },
    async revoke(userId, tokenVersion) {
      if (tokenVersion === 0) return
      await redis.eval(revokeScript, 1, key, `${userId}:${tokenVersion}`, revokedForMs)
      add(userId, tokenVersion)
    },
    async follow(log) {
      await read()
      return repeat({ name: 'revoked tokens', everyMs, log, run: read })
    },
  }
}
