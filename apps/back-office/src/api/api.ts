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
  readonly session: Session
  readonly config: PageConfig
  readonly mode: () => Mode
}

/** The API for pages: with the token of the session, renewed once when it is refused. */
export function createApi({ session, config, mode }: ApiOptions): Api {
  async function authorised(input: string | URL | Request, init: RequestInit = {}) {
    const ask = async (token: string | undefined) => {
      const headers = new Headers(init.headers)
      if (token !== undefined) headers.set('authorization', `Bearer ${token}`)
      return await fetch(input, { ...init, headers })
    }
    const answer = await ask(await session.token())
    if (answer.status !== 401) return answer
    const renewed = await session.renew()
    return renewed === undefined ? answer : await ask(renewed)
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
