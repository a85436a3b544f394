import type { logIn, logOut, register } from '@comptoir/contracts/accounts/routes'
import type { Session } from '@comptoir/contracts/accounts/schemas'
import type { ServiceApp } from '@comptoir/service/app'
import type { Call } from '@comptoir/site/call'
import type { Context } from 'hono'
import { z } from 'zod'
import {
  answerProblem,
  answerValue,
  attempt,
  type Given,
  leadTo,
  outcomeOf,
  ownPath,
  read,
} from './answers.ts'
import { type CartLog, forgetAccountCart } from './cart-reference.ts'
import type { Carts } from './carts.ts'
import { forgetLinkedChat } from './messages/chat-reference.ts'
import { noteForPages, noteLeft } from './page-note.ts'
import type { Sessions } from './session.ts'
import type { OpenVisit, Visit } from './visit.ts'

const locale = z.enum(['fr', 'en']).catch('fr')
const next = z.string().max(500).optional()
const password = z.string().min(1).max(200)
const SignIn = z.object({ email: z.string().max(320), password, locale, next })
const name = z.string().trim().max(100).default('')
const Registration = SignIn.extend({ firstName: name, lastName: name })
const Leaving = z.object({ locale })

export type SessionDeps = {
  readonly call: Call
  readonly openVisit: OpenVisit
  readonly sessions: Sessions
  readonly carts: Carts
  readonly log: CartLog
}

type Entry = {
  page: 'sign-in' | 'register'
  ask: (headers: Visit['headers']) => Promise<Session>
}

/** Lets somebody in whom accounts knows, with the cart that they had as a guest. */
function createEntrance({ openVisit, sessions, carts }: SessionDeps) {
  async function start(visit: Visit, session: Session): Promise<object> {
    // it is of the account that was signed in before
    forgetAccountCart(visit.jar)
    forgetLinkedChat(visit.jar)
    // what runs for who was here before writes nothing over them
    sessions.leave(visit.jar)
    const { person } = sessions.start(visit.jar, session)
    noteForPages(visit.jar, undefined, person)
    // the cart comes along; that it does not fails no sign-in: it is tried again with the next request
    const cart = await carts.find(visit).catch(() => undefined)
    return { person, cart: cart ?? null }
  }

  return async function enter(
    c: Context,
    { value, isForm }: Given<z.output<typeof SignIn>>,
    { page, ask }: Entry,
  ): Promise<Response> {
    const visit = openVisit(c)
    // once: a second try would count as another wrong password
    const outcome = await outcomeOf(() => ask(visit.headers))
    const target = ownPath(value.next, `/${value.locale}`)
    if ('problem' in outcome) {
      if (!isForm) return answerProblem(c, visit, outcome.problem)
      const query = new URLSearchParams({ problem: outcome.problem.code, next: target })
      return leadTo(c, visit, `/${value.locale}/${page}?${query}`)
    }
    const entered = await start(visit, outcome.value)
    return isForm ? leadTo(c, visit, target) : answerValue(c, visit, { ...entered, next: target })
  }
}

/** Signing in, up and out. A form without a script is led on; tokens never reach a page. */
export function addSessionRoutes(app: ServiceApp, deps: SessionDeps): void {
  const { call, openVisit, sessions, log } = deps
  const enter = createEntrance(deps)

  app.get('/bff/session', async (c) => {
    const visit = openVisit(c)
    const outcome = await attempt(visit, async () => (await visit.session())?.person ?? null)
    if ('problem' in outcome) return answerProblem(c, visit, outcome.problem)
    return answerValue(c, visit, { person: outcome.value })
  })

  app.post('/bff/session', async (c) => {
    const given = await read(c, SignIn)
    const { email, password: typed } = given.value
    const ask = (headers: Visit['headers']) =>
      call<typeof logIn>('POST /api/auth/login', { headers, body: { email, password: typed } })
    return await enter(c, given, { page: 'sign-in', ask })
  })

  app.post('/bff/registrations', async (c) => {
    const given = await read(c, Registration)
    const { next: _next, ...body } = given.value
    const ask = (headers: Visit['headers']) =>
      call<typeof register>('POST /api/auth/register', { headers, body })
    return await enter(c, given, { page: 'register', ask })
  })

  app.post('/bff/session/end', async (c) => {
    const { value, isForm } = await read(c, Leaving)
    const visit = openVisit(c)
    const session = sessions.leave(visit.jar)
    if (session) {
      const { headers } = visit
      const body = { refreshToken: session.refreshToken }
      // whoever leaves is out here, whatever accounts answers
      await call<typeof logOut>('POST /api/auth/logout', { headers, body }).catch((error) =>
        log.warn({ err: error }, 'the session is left, and accounts does not know it'),
      )
    }
    for (const name of ['cart', 'chat'] as const) visit.jar.clear(name)
    noteLeft(visit.jar)
    return isForm ? leadTo(c, visit, `/${value.locale}`) : answerValue(c, visit, {})
  })
}
