import { attemptKeysOf } from '../src/sign-in/attempt-counts.ts'
import type { AttemptCounts, AttemptLimits, Outcome, Taken, Who } from '../src/sign-in/attempts.ts'

type Count = { failed: number; running: number; readonly until: number }

/** The counts of attempts in memory, on the clock that it is given. */
export function createMemoryCounts(
  limits: AttemptLimits,
  now: () => number = Date.now,
): AttemptCounts {
  const counts = new Map<string, Count>()
  const known = new Map<string, number>()

  function countOf(key: string): Count {
    const held = counts.get(key)
    if (held && held.until > now()) return held
    const fresh = { failed: 0, running: 0, until: now() + limits.windowMs }
    counts.set(key, fresh)
    return fresh
  }

  function limited(who: Who): { count: Count; limit: number }[] {
    const [pair = '', address = '', account = '', knownKey = ''] = attemptKeysOf(who)
    const isKnown = (known.get(knownKey) ?? 0) > now()
    const isAttacked = !isKnown && countOf(account).failed >= limits.attack
    const limit = isAttacked ? limits.perPairUnderAttack : limits.perPair
    const ofPair = { count: countOf(pair), limit }
    return isKnown ? [ofPair] : [ofPair, { count: countOf(address), limit: limits.perAddress }]
  }

  function take(who: Who): Taken {
    const held = limited(who)
    const full = held.find(({ count, limit }) => count.failed >= limit)
    if (full) return { status: 'full', msBeforeNext: full.count.until - now() }
    if (held.some(({ count, limit }) => count.failed + count.running >= limit))
      return { status: 'busy' }
    for (const key of attemptKeysOf(who).slice(0, 2)) countOf(key).running += 1
    return { status: 'taken' }
  }

  function settle(who: Who, outcome: Outcome): number {
    const [pair = '', address = '', account = '', knownKey = ''] = attemptKeysOf(who)
    for (const key of [pair, address]) countOf(key).running = Math.max(0, countOf(key).running - 1)
    if (outcome === 'failed') for (const key of [pair, address, account]) countOf(key).failed += 1
    if (outcome === 'succeeded') {
      countOf(pair).failed = 0
      known.set(knownKey, now() + limits.knownMs)
    }
    return countOf(account).failed
  }
  return { take: async (who) => take(who), settle: async (who, outcome) => settle(who, outcome) }
}
