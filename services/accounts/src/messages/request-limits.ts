import { type MakeLimiter, msUntilNext, take } from '@comptoir/dapr/leases/limits'
import { networkOf } from '@comptoir/service/auth/client-address'

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
    asking: (ip: string) => take(byNetwork, networkOf(ip)),
    /** Whether another mail of a kind may go to an address, given by a key that does not show it. */
    mayMail: async (kind: string, emailKey: string) =>
      (await msUntilNext(byAddress, `${kind}:${emailKey}`)) === undefined,
  }
}
