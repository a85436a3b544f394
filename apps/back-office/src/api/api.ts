import { type Call, CallError, createCall, problemOf } from '@comptoir/site/call'
import type { PageConfig } from '../answers.ts'
import type { Session } from '../session/session.ts'
import { type Mode, originOf } from './origins.ts'

export type Api = {
  /** Calls an operation by its contract, as who is signed in. */
  readonly call: Call
  /** An answer that is no JSON: a file, a stream. Throws a CallError when it is refused. */
  readonly open: (path: string, init?: RequestInit) => Promise<Response>
}

type ApiOptions = {
  readonly session: Pick<Session, 'state' | 'token' | 'renew'>
  readonly config: PageConfig
  readonly mode: () => Mode
}

function userIn({ state }: Pick<Session, 'state'>): string | undefined {
  const now = state()
  return now.kind === 'in' ? now.person.userId : undefined
}

const isOfToken = async (answer: Response): Promise<boolean> =>
  answer.status === 401 && (await problemOf(answer.clone())).code !== 'invalid_credentials'

/** What is answered to somebody who is no longer who this tab is of: nothing was sent. */
const notYours = () => Response.json({ code: 'invalid_token' }, { status: 401 })

/**
 * The API for pages: with the token of the session, renewed once when it is refused. What one person asks for never goes out as
 * another, who signed in meanwhile.
 */
export function createApi({ session, config, mode }: ApiOptions): Api {
  async function authorised(input: string | URL | Request, init: RequestInit = {}) {
    const ask = async (token: string | undefined) => {
      const headers = new Headers(init.headers)
      if (token !== undefined) headers.set('authorization', `Bearer ${token}`)
      return await fetch(input, { ...init, headers })
    }
    const asks = userIn(session)
    const isOther = () => asks !== undefined && userIn(session) !== asks
    const token = await session.token()
    if (isOther()) return notYours()
    const answer = await ask(token)
    // a wrong password is no matter of the token, and would count twice
    if (!(await isOfToken(answer))) return answer
    const renewed = await session.renew()
    return renewed === undefined || isOther() ? answer : await ask(renewed)
  }

  const origin = (path: string) => originOf(config, mode(), path)
  return {
    call: createCall({ origin, fetch: authorised }),
    async open(path, init) {
      const answer = await authorised(`${origin(path)}${path}`, init)
      if (!answer.ok)
        throw new CallError(`${init?.method ?? 'GET'} ${path}`, await problemOf(answer))
      return answer
    },
  }
}
