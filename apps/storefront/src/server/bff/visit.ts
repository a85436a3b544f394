import { visitorAddressHeader } from '@comptoir/service/auth/visitor-address'
import type { Context } from 'hono'
import { type Jar, openJar } from './jar.ts'
import type { Sessions, StoredSession } from './session.ts'

/** One request of a visitor: their cookies, who they are, where they come from. */
export type Visit = {
  readonly jar: Jar
  /** The session with a good access token; asked for once a request. Nothing for a guest. */
  session(): Promise<StoredSession | undefined>
  /** The session after its access token was refused; nothing when it is over. */
  renewed(): Promise<StoredSession | undefined>
  /** Whether who it was asked for left while it ran: nothing of them is written any more. */
  hasLeft(): Promise<boolean>
  /** Headers that every call for this visitor has: for whom it is, and with what. */
  readonly headers: Readonly<Record<string, string>>
}

export type VisitOptions = {
  readonly sessions: Sessions
  readonly isSecure: boolean
  /** The address that a visitor comes from. */
  readonly addressOf: (c: Context) => string
  /** Says to the gateway that it is the one that counts. */
  readonly stateAddress: (address: string) => string
}

export type OpenVisit = (c: Context) => Visit

/** @example const visit = openVisit(c); await visit.session() */
export function createVisits(options: VisitOptions): OpenVisit {
  const { sessions, isSecure, addressOf, stateAddress } = options
  return function openVisit(c) {
    const jar = openJar(c.req.header('cookie'), isSecure)
    const userAgent = c.req.header('user-agent')
    const headers = {
      [visitorAddressHeader]: stateAddress(addressOf(c)),
      ...(userAgent !== undefined && { 'user-agent': userAgent }),
    }
    let current: Promise<StoredSession | undefined> | undefined
    /** The session before it was renewed: signing out may name either. */
    let first: StoredSession | undefined

    function session() {
      if (!current) {
        first = sessions.read(jar)
        current = sessions.current(jar, headers)
      }
      return current
    }

    return {
      jar,
      headers,
      session,
      async renewed() {
        const known = sessions.read(jar)
        current = known ? sessions.renew(jar, known, headers) : Promise.resolve(undefined)
        return await current
      },
      async hasLeft() {
        const known = await session()
        return [first, known].some((one) => one !== undefined && sessions.left(one))
      },
    }
  }
}

type Headers = Visit['headers']

/** What of a session every call carries. */
export const bearerOf = ({ accessToken }: StoredSession): Record<string, string> => ({
  authorization: `Bearer ${accessToken}`,
})

/** Headers of a call for the visitor whose session it is. */
export const headersOf = (visit: Visit, session: StoredSession): Headers => ({
  ...visit.headers,
  ...bearerOf(session),
})

/** Headers of a call as who is signed in; nothing for a guest. */
export async function userHeaders(visit: Visit): Promise<Headers | undefined> {
  const session = await visit.session()
  return session && headersOf(visit, session)
}

/** Headers of a call as who is signed in, else as a guest. */
export const visitorHeaders = async (visit: Visit): Promise<Headers> =>
  (await userHeaders(visit)) ?? visit.headers
