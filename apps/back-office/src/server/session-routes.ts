import type { logIn, logOut } from '@comptoir/contracts/accounts/routes'
import type { Role, Session } from '@comptoir/contracts/accounts/schemas'
import type { ProblemCode } from '@comptoir/contracts/problem'
import type { ServiceApp } from '@comptoir/service/app'
import type { Logger } from '@comptoir/service/observability/log'
import { fieldErrorsOf } from '@comptoir/service/problems/problem'
import { refuse } from '@comptoir/service/problems/refusal'
import { type Call, CallError } from '@comptoir/site/call'
import type { Context } from 'hono'
import { z } from 'zod'
import type { ShownSession } from '../answers.ts'
import type { StaffCookie } from './cookie.ts'
import { createRenewals } from './renewals.ts'

const SignIn = z.object({ email: z.string().max(320), password: z.string().min(1).max(200) })

/** Who has something to do here. */
const atWork: readonly Role[] = ['vendor', 'support', 'staff', 'admin']
const mayEnter = ({ user }: Session) => user.roles.some((role) => atWork.includes(role))

export type SessionDeps = {
  readonly call: Call
  readonly cookie: StaffCookie
  readonly log: Logger
  /** What the gateway is told of where a request comes from. */
  readonly addressOf: (c: Context) => string
}

function shown({ accessToken, expiresInSeconds, user }: Session): { session: ShownSession } {
  const { userId, email, firstName, lastName, locale, roles, vendorId } = user
  const person = { userId, email, firstName, lastName, locale, roles, vendorId }
  return { session: { accessToken, expiresInSeconds, person } }
}

/** Accounts' refusals are passed on; when it does not answer, the page says so. */
function passOn(error: unknown): never {
  if (!(error instanceof CallError)) throw error
  const { status, code, retryAfterSeconds } = error.problem
  if (status < 400 || status >= 500) throw refuse('dependency_unavailable', 'accounts is away')
  throw refuse(code as ProblemCode, undefined, {
    ...(retryAfterSeconds !== undefined && { extensions: { retryAfterSeconds } }),
  })
}

/** Whether accounts said that a session is over, rather than nothing. */
const isOver = (error: unknown) =>
  error instanceof CallError && [400, 401, 403].includes(error.problem.status)

/** Signing in, staying in and out. Pages keep no token but in memory. */
export function addSessionRoutes(app: ServiceApp, deps: SessionDeps): void {
  const { call, cookie, log, addressOf } = deps
  const { renew, forget } = createRenewals(call)
  const headersOf = (c: Context) => ({ 'x-forwarded-for': addressOf(c) })

  /** Ends a session at accounts; whoever leaves is out here, whatever it answers. */
  async function end(c: Context, refreshToken: string): Promise<void> {
    const given = { headers: headersOf(c), body: { refreshToken } }
    await call<typeof logOut>('POST /api/auth/logout', given).catch((err: unknown) => {
      // nobody holds its token any more, but until it expires the session stands in lists of accounts
      log.warn({ err }, 'accounts did not end a session that was left')
    })
  }

  async function answer(c: Context, session: Session): Promise<Response> {
    c.header('cache-control', 'no-store')
    if (mayEnter(session)) {
      cookie.keep(c, session.refreshToken)
      return c.json(shown(session))
    }
    cookie.clear(c)
    await end(c, session.refreshToken)
    throw refuse('forbidden', 'the account has no role of the staff')
  }

  app.post('/session/sign-in', async (c) => {
    const parsed = SignIn.safeParse(await c.req.json().catch(() => undefined))
    if (!parsed.success) {
      throw refuse('invalid_request', undefined, { errors: fieldErrorsOf(parsed.error.issues) })
    }
    const given = { headers: headersOf(c), body: parsed.data }
    const session = await call<typeof logIn>('POST /api/auth/login', given).catch(passOn)
    return await answer(c, session)
  })

  app.post('/session/refresh', async (c) => {
    c.header('cache-control', 'no-store')
    const token = cookie.read(c)
    if (!token) return c.json({ session: null })
    try {
      const session = await renew(token, headersOf(c))
      // left meanwhile: the cookie may be of the next sign-in already
      return session ? await answer(c, session) : c.json({ session: null })
    } catch (error) {
      if (!isOver(error)) passOn(error)
      cookie.clear(c)
      return c.json({ session: null })
    }
  })

  app.post('/session/sign-out', async (c) => {
    const token = cookie.read(c)
    cookie.clear(c)
    if (token) {
      forget(token)
      await end(c, token)
    }
    return c.body(null, 204)
  })
}
