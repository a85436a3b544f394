import type { eraseMe, requestDataExport } from '@comptoir/contracts/accounts/personal-data-routes'
import type { requestEmailChange } from '@comptoir/contracts/accounts/recovery-routes'
import type { changeMe, changePassword, logIn, readMe } from '@comptoir/contracts/accounts/routes'
import type { Profile } from '@comptoir/contracts/accounts/schemas'
import type { listSessions, revokeSession } from '@comptoir/contracts/accounts/session-routes'
import type { ServiceApp } from '@comptoir/service/app'
import { type Call, CallError, type Problem } from '@comptoir/site/call'
import type { Context } from 'hono'
import { z } from 'zod'
import { answerProblem, answerValue, type Outcome, outcomeOf, read } from '../answers.ts'
import { usedOnly } from '../messages/used-only.ts'
import { greet, noteLeft } from '../page-note.ts'
import type { Sessions } from '../session.ts'
import { headersOf, type OpenVisit, type Visit } from '../visit.ts'

const password = z.string().max(200)
const ByPassword = z.object({ password })
const PasswordChange = z.object({ currentPassword: password, newPassword: password })
const EmailChange = ByPassword.extend({ email: z.string().max(320) })
const name = z.string().max(200).optional()
const ProfileChange = z.object({
  ...{ firstName: name, lastName: name, phone: name },
  locale: z.enum(['fr', 'en']).optional(),
})

export type AccountDeps = {
  readonly call: Call
  readonly openVisit: OpenVisit
  readonly sessions: Sessions
}

type Headers = Readonly<Record<string, string>>

/** A wrong password is answered like a token that is over: the token is no worse for it, and the guess counts once. */
const isTokenOver = <T>(outcome: Outcome<T>): boolean =>
  'problem' in outcome &&
  outcome.problem.status === 401 &&
  outcome.problem.code !== 'invalid_credentials'

type Run<T> = (headers: Headers) => Promise<T>

/** Does something with the access token of a session; without one nobody is signed in. */
const withSession = <T>(visit: Visit, session: ReturnType<Visit['session']>, run: Run<T>) =>
  outcomeOf(async () => {
    const known = await session
    if (!known) throw new CallError('account', { status: 401, code: 'unauthenticated' })
    return await run(headersOf(visit, known))
  })

/** Does something as who is signed in; once more with a new access token when the one there was is void. */
async function asUser<T>(visit: Visit, run: Run<T>) {
  const first = await withSession(visit, visit.session(), run)
  return isTokenOver(first) ? await withSession(visit, visit.renewed(), run) : first
}

/** What pages ask for of who is signed in; nothing else of it has a way in, such as a deletion without a receipt. */
const ofMe = [
  ...['GET /bff/me', 'PATCH /bff/me', 'POST /bff/me/erasure'],
  ...['GET /bff/me/addresses', 'POST /bff/me/addresses'],
  ...['PUT /bff/me/addresses/:addressId', 'DELETE /bff/me/addresses/:addressId'],
  ...['GET /bff/me/consents', 'PUT /bff/me/consents/:channel'],
  ...['POST /bff/me/email', 'POST /bff/me/email-verification'],
  ...['GET /bff/me/exports', 'POST /bff/me/exports', 'GET /bff/me/exports/:exportId'],
  ...['GET /bff/me/sessions', 'DELETE /bff/me/sessions', 'DELETE /bff/me/sessions/:sessionId'],
]
const ofAuth = ['forgot-password', 'reset-password', 'verify-email', 'change-password'].map(
  (name) => `POST /bff/auth/${name}`,
)

/** What of an account needs more than to be passed on: it changes or ends the session, or it takes a password. */
export function addAccountRoutes(app: ServiceApp, deps: AccountDeps): void {
  app.use('/bff/me/*', usedOnly(ofMe))
  app.use('/bff/auth/*', usedOnly(ofAuth))
  addProfile(app, deps)
  addByPassword(app, deps)
  addPasswordChange(app, deps)
  addSessions(app, deps)
  addErasure(app, deps)
}

function addProfile(app: ServiceApp, { call, openVisit, sessions }: AccountDeps): void {
  app.patch('/bff/me', async (c) => {
    const { value: body } = await read(c, ProfileChange)
    const visit = openVisit(c)
    const ifMatch = c.req.header('if-match')
    const own: Headers = ifMatch === undefined ? {} : { 'if-match': ifMatch }
    const outcome = await asUser<Profile>(visit, (headers) =>
      call<typeof changeMe>('PATCH /api/me', { headers: { ...headers, ...own }, body }),
    )
    if ('problem' in outcome) return answerProblem(c, visit, outcome.problem)
    if (!(await visit.hasLeft())) {
      sessions.describe(visit.jar, outcome.value)
      greet(visit.jar, outcome.value.firstName)
    }
    return answerValue(c, visit, outcome.value)
  })
}

function addByPassword(app: ServiceApp, { call, openVisit }: AccountDeps): void {
  async function answer(c: Context, run: (headers: Headers) => Promise<object>) {
    const visit = openVisit(c)
    const outcome = await asUser(visit, run)
    if ('problem' in outcome) return answerProblem(c, visit, outcome.problem)
    return answerValue(c, visit, outcome.value)
  }

  app.post('/bff/me/email', async (c) => {
    const { value: body } = await read(c, EmailChange)
    return await answer(c, (headers) =>
      call<typeof requestEmailChange>('POST /api/me/email', { headers, body }),
    )
  })

  app.post('/bff/me/exports', async (c) => {
    const { value: body } = await read(c, ByPassword)
    return await answer(c, (headers) =>
      call<typeof requestDataExport>('POST /api/me/exports', { headers, body }),
    )
  })
}

function addPasswordChange(app: ServiceApp, { call, openVisit, sessions }: AccountDeps): void {
  /** Every session of the account ended with its password, this one too: it begins anew. */
  async function enter(visit: Visit, body: { email: string; password: string }) {
    const { jar, headers } = visit
    const entered = await outcomeOf(() =>
      call<typeof logIn>('POST /api/auth/login', { headers, body }),
    )
    // signed out in another page meanwhile
    if (await visit.hasLeft()) return false
    if ('value' in entered) {
      sessions.start(jar, entered.value)
      return true
    }
    sessions.leave(jar)
    greet(jar)
    return false
  }

  app.post('/bff/auth/change-password', async (c) => {
    const { value: body } = await read(c, PasswordChange)
    const visit = openVisit(c)
    const outcome = await asUser(visit, async (headers) => {
      const { email } = await call<typeof readMe>('GET /api/me', { headers })
      await call<typeof changePassword>('POST /api/auth/change-password', { headers, body })
      return email
    })
    if ('problem' in outcome) return answerProblem(c, visit, outcome.problem)
    const isSignedIn = await enter(visit, { email: outcome.value, password: body.newPassword })
    return answerValue(c, visit, { isSignedIn })
  })
}

/** Why one has not ended, whatever the token. One that has ended by itself meanwhile is over, too. */
const refusalsOf = (outcome: Outcome<unknown>): readonly Problem[] =>
  'problem' in outcome && outcome.problem.code !== 'not_found' && !isTokenOver(outcome)
    ? [outcome.problem]
    : []

/**
 * Ends sessions at the same time, with one access token: each that ends voids it, and a renewal for each would leave other tabs with
 * successors that are spent. Only what comes too late for the token is asked again with a new one.
 */
function createEnding(call: Call) {
  async function end(visit: Visit, sessionId: string) {
    const outcome = await withSession(visit, visit.session(), (headers) =>
      call<typeof revokeSession>('DELETE /api/me/sessions/{sessionId}', {
        ...{ headers, params: { sessionId } },
      }),
    )
    return { sessionId, outcome }
  }

  /** Why not all have ended; a round with a good token ends at least one. */
  async function endAll(
    visit: Visit,
    ids: readonly string[],
    rounds = ids.length + 1,
  ): Promise<Problem | undefined> {
    const ended = await Promise.all(ids.map((sessionId) => end(visit, sessionId)))
    const late = ended.filter(({ outcome }) => isTokenOver(outcome))
    const [refusal] = ended.flatMap(({ outcome }) => refusalsOf(outcome))
    if (refusal || late.length === 0) return refusal
    const renewal = await outcomeOf(() => visit.renewed())
    if ('problem' in renewal) return renewal.problem
    if (!renewal.value) return { status: 401, code: 'unauthenticated' }
    if (rounds === 1) return { status: 503, code: 'dependency_unavailable' }
    const left = late.map(({ sessionId }) => sessionId)
    return await endAll(visit, left, rounds - 1)
  }

  return (visit: Visit, ids: readonly string[]) => endAll(visit, ids)
}

function addSessions(app: ServiceApp, { call, openVisit }: AccountDeps): void {
  const endAll = createEnding(call)

  /** All but this one. */
  app.delete('/bff/me/sessions', async (c) => {
    const visit = openVisit(c)
    const listed = await asUser(visit, (headers) =>
      call<typeof listSessions>('GET /api/me/sessions', { headers }),
    )
    if ('problem' in listed) return answerProblem(c, visit, listed.problem)
    const others = listed.value.items.filter(({ isCurrent }) => !isCurrent)
    const ids = others.map(({ sessionId }) => sessionId)
    const refused = await endAll(visit, ids)
    if (refused) return answerProblem(c, visit, refused)
    return answerValue(c, visit, { ended: others.length })
  })
}

function addErasure(app: ServiceApp, { call, openVisit, sessions }: AccountDeps): void {
  app.post('/bff/me/erasure', async (c) => {
    const { value: body } = await read(c, ByPassword)
    const visit = openVisit(c)
    const outcome = await asUser(visit, (headers) =>
      call<typeof eraseMe>('POST /api/me/erasure', { headers, body }),
    )
    if ('problem' in outcome) return answerProblem(c, visit, outcome.problem)
    sessions.leave(visit.jar)
    for (const name of ['cart', 'orders', 'chat'] as const) visit.jar.clear(name)
    noteLeft(visit.jar)
    return answerValue(c, visit, outcome.value)
  })
}
