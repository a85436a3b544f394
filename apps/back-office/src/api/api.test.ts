import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Person } from '../answers.ts'
import type { SessionState } from '../session/session.ts'
import { createApi } from './api.ts'

const signedIn = (userId: string): SessionState => {
  const person: Person = {
    ...{ userId, email: `${userId}@example.org`, firstName: 'Ada', lastName: 'L' },
    ...{ locale: 'fr', roles: ['staff'] },
  }
  return { kind: 'in', person }
}

const refusal = (code: string) => Response.json({ code, status: 401 }, { status: 401 })

type Given = {
  readonly answers: readonly (() => Response)[]
  /** Who is in after the token was asked for, and after it was renewed. */
  readonly afterToken?: SessionState
  readonly afterRenewal?: SessionState
}

/** Asks one thing as `usr_x`. */
async function asked({ answers, afterToken, afterRenewal }: Given) {
  let now = signedIn('usr_x')
  const sent: (string | null)[] = []
  vi.stubGlobal('fetch', async (_: unknown, init?: RequestInit) => {
    sent.push(new Headers(init?.headers).get('authorization'))
    return answers[sent.length - 1]?.() ?? Response.json({})
  })
  const { call } = createApi({
    config: { gatewayUrl: 'http://localhost', serviceUrls: {} },
    mode: () => 'gateway',
    session: {
      state: () => now,
      async token() {
        now = afterToken ?? now
        return 'one'
      },
      async renew() {
        now = afterRenewal ?? now
        return 'two'
      },
    },
  })
  const anyCall = call as (operation: string) => Promise<unknown>
  const code = await anyCall('POST /api/things').then(
    () => 'done',
    (error: { readonly problem: { readonly code: string } }) => error.problem.code,
  )
  return { sent, code }
}

afterEach(() => void vi.unstubAllGlobals())

describe('a request with the token of the session', () => {
  it('goes out again when the token is refused', async () => {
    const { sent, code } = await asked({ answers: [() => refusal('invalid_token')] })
    expect([sent, code]).toEqual([['Bearer one', 'Bearer two'], 'done'])
  })

  it('goes out once with a wrong password: each try counts', async () => {
    const { sent, code } = await asked({ answers: [() => refusal('invalid_credentials')] })
    expect([sent, code]).toEqual([['Bearer one'], 'invalid_credentials'])
  })

  it('of one person never goes out as another', async () => {
    const other = signedIn('usr_y')
    const before = await asked({ answers: [], afterToken: other })
    expect(before).toEqual({ sent: [], code: 'invalid_token' })
    const answers = [() => refusal('invalid_token')]
    const between = await asked({ answers, afterRenewal: other })
    expect(between).toEqual({ sent: ['Bearer one'], code: 'invalid_token' })
    const left = await asked({ answers, afterToken: { kind: 'out', because: 'ended' } })
    expect(left).toEqual({ sent: [], code: 'invalid_token' })
  })
})
