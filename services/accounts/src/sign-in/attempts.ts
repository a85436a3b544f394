import { setTimeout as sleep } from 'node:timers/promises'
import { networkOf } from '@comptoir/service/auth/client-address'
import type { Logger } from '@comptoir/service/observability/log'
import { tooManyTries } from '@comptoir/service/problems/too-many-tries'
import { type RateLimiterAbstract, RateLimiterRes } from 'rate-limiter-flexible'

/** Who tries a password: an account by a key that does not show its email, and an IP address. */
export type Who = { readonly account: string; readonly ip: string }

/** How a try ended. `abandoned`: the password was not checked, so nothing is counted. */
export type Outcome = 'succeeded' | 'failed' | 'abandoned'

export const attemptLimits = {
  windowMs: 900_000,
  /** Failures of an account from one address before that address is paused for that account. */
  perPair: 5,
  /** The same from an address that never signed in to an account that is under attack. */
  perPairUnderAttack: 2,
  /** Failures of an address, whatever the account, before it is paused. */
  perAddress: 100,
  /** Failures of an account from anywhere that make an attack. */
  attack: 100,
  /** How long an address that signed in stays known to its account. */
  knownMs: 90 * 86_400_000,
}
export type AttemptLimits = Readonly<typeof attemptLimits>

/** `busy`: tries that run now fill the limit; how they end decides. */
export type Taken =
  | { readonly status: 'taken' | 'busy' }
  | { readonly status: 'full'; readonly msBeforeNext: number }

/** Counts tries before they are checked, each step at once for everyone. */
export type AttemptCounts = {
  take(who: Who): Promise<Taken>
  /** Ends a try that was taken; answers the failures of the account in this window. */
  settle(who: Who, outcome: Outcome): Promise<number>
}

export type Attempts = ReturnType<typeof createAttempts>

export type AttemptOptions = {
  readonly limits: AttemptLimits
  readonly counts: AttemptCounts
  readonly registrations: Pick<RateLimiterAbstract, 'consume'>
  readonly log: Logger
}

const busyWithinMs = 5_000
const busyPauseMs = 100

/** Guards the operations that check a password. Counts are kept by address, so nobody locks another out. */
export function createAttempts({ limits, counts, registrations, log }: AttemptOptions) {
  /** Someone who signs in on six devices at once waits for the first five. */
  async function take(who: Who, until: number): Promise<void> {
    const taken = await counts.take(who)
    if (taken.status === 'taken') return
    if (taken.status === 'full') throw tooManyTries(taken.msBeforeNext)
    if (Date.now() > until) throw tooManyTries(busyPauseMs)
    await sleep(busyPauseMs)
    await take(who, until)
  }

  async function settle(who: Who, outcome: Outcome): Promise<void> {
    const failures = await counts.settle(who, outcome)
    if (outcome === 'failed' && failures === limits.attack)
      log.warn({ account: who.account, failures }, 'many wrong passwords for one account')
  }

  return {
    /** Runs a check of a password; refuses without running it when the address has tried too often. */
    async run(given: Who, check: () => Promise<boolean>): Promise<boolean> {
      const who = { ...given, ip: networkOf(given.ip) }
      await take(who, Date.now() + busyWithinMs)
      let outcome: Outcome = 'abandoned'
      try {
        const isRight = await check()
        outcome = isRight ? 'succeeded' : 'failed'
        return isRight
      } finally {
        await settle(who, outcome)
      }
    },
    /** Counts a registration; refuses when an address makes too many. */
    async registering(ip: string): Promise<void> {
      await registrations.consume(networkOf(ip)).catch((error: unknown) => {
        throw error instanceof RateLimiterRes ? tooManyTries(error.msBeforeNext) : error
      })
    },
  }
}
