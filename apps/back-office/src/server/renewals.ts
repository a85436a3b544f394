import { createHash } from 'node:crypto'
import type { refreshSession } from '@comptoir/contracts/accounts/routes'
import type { Session } from '@comptoir/contracts/accounts/schemas'
import { type Call, CallError } from '@comptoir/site/call'

/** Tabs that ask with the token of before get the same new session for so long, in ms. */
const sharedForMs = 10_000
/** Accounts serves a used token for 10 s more: two tries have to fit. */
const tryMs = 3_000

const operation = 'POST /api/auth/refresh'

type Headers = Readonly<Record<string, string>>
type Renewal = { readonly session: Promise<Session | undefined>; next?: string }

const keyOf = (refreshToken: string) =>
  createHash('sha256').update(refreshToken).digest('base64url')

/** Whether accounts said nothing: the answer to a renewal may be what got lost. */
const isUnanswered = (error: unknown) =>
  error instanceof CallError && (error.problem.status === 0 || error.problem.status >= 500)

/** Renews sessions. A refresh token works once: all who come with it share one renewal. */
export function createRenewals(call: Call) {
  const running = new Map<string, Renewal>()

  async function ask(refreshToken: string, headers: Headers): Promise<Session> {
    const given = { headers, body: { refreshToken }, timeoutMs: tryMs }
    const attempt = () => call<typeof refreshSession>(operation, given)
    return await attempt().catch((error: unknown) => {
      if (isUnanswered(error)) return attempt()
      throw error
    })
  }

  /** Nothing when the session was left meanwhile: it stays left. */
  async function askUnlessLeft(key: string, asked: Promise<Session>) {
    const session = await asked
    const renewal = running.get(key)
    if (!renewal) return undefined
    renewal.next = keyOf(session.refreshToken)
    return session
  }

  return {
    renew(refreshToken: string, headers: Headers): Promise<Session | undefined> {
      const key = keyOf(refreshToken)
      const known = running.get(key)
      if (known !== undefined) return known.session
      const session = askUnlessLeft(key, ask(refreshToken, headers))
      const renewal: Renewal = { session }
      running.set(key, renewal)
      const forget = () => {
        if (running.get(key) === renewal) running.delete(key)
      }
      session.then(() => setTimeout(forget, sharedForMs).unref(), forget)
      return session
    },
    /** Forgets the renewals from and to a token: its session is left. */
    forget(refreshToken: string): void {
      const left = keyOf(refreshToken)
      for (const [key, { next }] of running) {
        if (key === left || next === left) running.delete(key)
      }
    },
  }
}
