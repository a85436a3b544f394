import { createHash } from 'node:crypto'
import type { refreshSession } from '@comptoir/contracts/accounts/routes'
import type { Session } from '@comptoir/contracts/accounts/schemas'
import type { Call } from '@comptoir/site/call'

/** Tabs that ask with the token of before get the same new session for so long, in ms. */
const sharedForMs = 10_000

type Headers = Readonly<Record<string, string>>

/** Renews sessions. A refresh token works once: all who come with it share one renewal. */
export function createRenewals(call: Call) {
  const running = new Map<string, Promise<Session>>()

  return function renew(refreshToken: string, headers: Headers): Promise<Session> {
    const key = createHash('sha256').update(refreshToken).digest('base64url')
    const known = running.get(key)
    if (known !== undefined) return known
    const renewal = call<typeof refreshSession>('POST /api/auth/refresh', {
      ...{ headers, body: { refreshToken } },
    })
    running.set(key, renewal)
    const forget = () => running.delete(key)
    renewal.then(() => setTimeout(forget, sharedForMs).unref(), forget)
    return renewal
  }
}
