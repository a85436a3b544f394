import { createHash } from 'node:crypto'
import type { refreshSession } from '@comptoir/contracts/accounts/routes'
import type { Profile, Session } from '@comptoir/contracts/accounts/schemas'
import { type Call, CallError } from '@comptoir/site/call'
import { z } from 'zod'
import type { Jar } from './jar.ts'
import type { Seal } from './seal.ts'

const Person = z.object({
  userId: z.string(),
  email: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  phone: z.string().optional(),
  locale: z.enum(['fr', 'en']),
})
/** Who is signed in, as far as pages show it. */
export type Person = z.infer<typeof Person>

const StoredSession = z.object({
  accessToken: z.string(),
  refreshToken: z.string(),
  /** Of the access token, in ms since 1970. */
  expiresAt: z.number(),
  person: Person,
})
export type StoredSession = z.infer<typeof StoredSession>

export type SessionsOptions = {
  readonly call: Call
  readonly seal: Seal
  readonly clock?: () => number
}

/** An access token is renewed so long before its end, in ms. */
const renewBeforeMs = 60_000
/** Requests that left a page with the token before get the renewed one for so long, without asking again. */
const sharedForMs = 10_000
/** Requests that run while somebody signs out bring no session back; they last no longer, in ms. */
const leftForMs = 30_000

type Headers = Readonly<Record<string, string>>

/** Renewals that run, and the sessions that ended a moment ago. */
function createRenewals(call: Call, clock: () => number) {
  const renewals = new Map<string, Promise<StoredSession>>()
  const ended = new Set<string>()

  function renewal(session: StoredSession, headers: Headers): Promise<StoredSession> {
    const key = keyOf(session)
    const running = renewals.get(key)
    if (running) return running
    const asked = call<typeof refreshSession>('POST /api/auth/refresh', {
      ...{ headers, body: { refreshToken: session.refreshToken } },
    })
    const renewed = asked.then((answer) => toStored(answer, clock()))
    renewals.set(key, renewed)
    const forget = () => renewals.delete(key)
    renewed.then(() => setTimeout(forget, sharedForMs).unref(), forget)
    return renewed
  }

  return {
    renewal,
    left: (session: StoredSession) => ended.has(keyOf(session)),
    leave(session: StoredSession): void {
      const key = keyOf(session)
      ended.add(key)
      setTimeout(() => ended.delete(key), leftForMs).unref()
    },
  }
}

/** The cookie of the session. */
function createCookie(seal: Seal) {
  return {
    read(jar: Jar): StoredSession | undefined {
      const stored = StoredSession.safeParse(seal.open(jar.get('session')))
      return stored.success ? stored.data : undefined
    },
    keep(jar: Jar, session: StoredSession): StoredSession {
      jar.set('session', seal.seal(session))
      return session
    },
    end: (jar: Jar): void => jar.clear('session'),
  }
}

/**
 * The session of a visitor: both tokens in one sealed cookie, nothing in this process but renewals that run. A refresh token works
 * once, so all requests that come with it share one renewal.
 */
export function createSessions({ call, seal, clock = Date.now }: SessionsOptions) {
  const { renewal, left, leave } = createRenewals(call, clock)
  const { read, keep, end } = createCookie(seal)

  /** The renewed session. Nothing when accounts refuses it: it is over. Throws when accounts does not answer. */
  async function renew(
    jar: Jar,
    session: StoredSession,
    headers: Headers,
  ): Promise<StoredSession | undefined> {
    try {
      const renewed = await renewal(session, headers)
      if (!left(session)) return keep(jar, renewed)
    } catch (error) {
      const isOver = error instanceof CallError && [400, 401, 403].includes(error.problem.status)
      if (!isOver) throw error
    }
    // once its person left, the cookie may be of somebody else
    if (!left(session)) end(jar)
    return undefined
  }

  return {
    /** Whether somebody signed out of it, or somebody else in, a moment ago. */
    left,
    /**
     * Somebody signs out, or somebody else in: what runs for them at the same time keeps no session. Says which one ended, when the
     * cookie had one.
     */
    leave(jar: Jar): StoredSession | undefined {
      const session = read(jar)
      if (session) leave(session)
      end(jar)
      return session
    },
    renew,
    start: (jar: Jar, session: Session) => keep(jar, toStored(session, clock())),
    /** The session as the cookie has it, however old. */
    read,
    /** Somebody changed what is known of them: the session says it, too. */
    describe(jar: Jar, user: Profile): void {
      const session = read(jar)
      if (session) keep(jar, { ...session, person: toPerson(user) })
    },
    /** The session with an access token that is good for a while. */
    async current(jar: Jar, headers: Headers): Promise<StoredSession | undefined> {
      const session = read(jar)
      if (!session || session.expiresAt - clock() > renewBeforeMs) return session
      try {
        return await renew(jar, session, headers)
      } catch (error) {
        // accounts does not answer: what is still good does
        if (session.expiresAt > clock()) return session
        throw error
      }
    },
  }
}

export type Sessions = ReturnType<typeof createSessions>

const keyOf = ({ refreshToken }: StoredSession) =>
  createHash('sha256').update(refreshToken).digest('base64url')

function toStored(session: Session, now: number): StoredSession {
  const { accessToken, refreshToken, expiresInSeconds, user } = session
  const expiresAt = now + expiresInSeconds * 1_000
  return { accessToken, refreshToken, expiresAt, person: toPerson(user) }
}

function toPerson({ userId, email, firstName, lastName, phone, locale }: Profile): Person {
  return { userId, email, firstName, lastName, locale, ...(phone !== undefined && { phone }) }
}
