import { networkOf } from '@comptoir/service/auth/client-address'
import { tooManyTries } from '@comptoir/service/problems/too-many-tries'
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

type Limit = { readonly points: number; readonly duration: number }
/** Makes the counter of a limit: so many points in so many seconds. */
export type MakeLimiter = (name: string, limit: Limit) => Pick<RateLimiterAbstract, 'consume'>

const requestLimits = {
  /** Whoever asks, whether there is such an account or not. A network is shared by many. */
  ofNetwork: { points: 30, duration: 900 },
  /** Mails of one kind to one address: nobody floods the mailbox of somebody whose address they know. */
  ofAddress: { points: 3, duration: 900 },
} as const

export type RequestLimits = ReturnType<typeof createRequestLimits>

/** Guards what has a mail sent, or takes a token of one. */
export function createRequestLimits(make: MakeLimiter) {
  const byNetwork = make('mail-requests', requestLimits.ofNetwork)
  const byAddress = make('mails', requestLimits.ofAddress)
  return {
    /** Refuses as `rate_limited` what comes too often from one network. */
    async asking(ip: string): Promise<void> {
      const msBeforeNext = await msUntilNext(byNetwork, networkOf(ip))
      if (msBeforeNext === undefined) return
      throw tooManyTries(msBeforeNext)
    },
    /** Whether another mail of a kind may go to an address, given by a key that does not show it. */
    mayMail: async (kind: string, emailKey: string) =>
      (await msUntilNext(byAddress, `${kind}:${emailKey}`)) === undefined,
  }
}

/** Takes a point; answers how long until there is one again when there is none. */
async function msUntilNext(
  limiter: ReturnType<MakeLimiter>,
  key: string,
): Promise<number | undefined> {
  try {
    await limiter.consume(key)
    return undefined
  } catch (reason) {
    if (!(reason instanceof RateLimiterRes)) throw reason
    return reason.msBeforeNext
  }
}

export const memoryLimiters: MakeLimiter = (_, limit) => new RateLimiterMemory(limit)
