import {
  changePassword,
  logIn,
  logOut,
  logOutEverywhere,
  readJwks,
  refreshSession,
  register,
} from '@comptoir/contracts/accounts/routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import { openAccount } from '../account/account.ts'
import type { Deps } from '../deps.ts'
import { endSessions } from '../sessions/end-sessions.ts'
import { checkPassword } from '../sign-in/passwords.ts'
import { answerSession, authenticate, openSession, requireActive } from '../sign-in/sign-in.ts'

export function addAuthRoutes(app: ServiceApp, deps: Deps): void {
  addSignIn(app, deps)
  addSessions(app, deps)
}

function addSignIn(app: ServiceApp, deps: Deps): void {
  app.openapi(register, async (c) => {
    const { password, ...given } = c.req.valid('json')
    const ip = deps.addressOf(c)
    await deps.attempts.registering(ip)
    checkPassword(password, given.email)
    if (await deps.accounts.byEmail(given.email)) throw refuse('email_taken')
    const account = openAccount({
      ...given,
      userId: deps.newId('usr'),
      passwordHash: await deps.passwords.hash(password, ip),
      roles: ['customer'],
      createdAt: deps.clock().toISOString(),
    })
    return c.json(await openSession(deps, await deps.accounts.register(account)), 201)
  })

  app.openapi(logIn, async (c) => {
    const credentials = { ...c.req.valid('json'), ip: deps.addressOf(c) }
    return c.json(await openSession(deps, await authenticate(deps, credentials)), 200)
  })

  app.openapi(readJwks, async (c) => {
    c.header('cache-control', 'public, max-age=60')
    return c.json(await deps.keys.publicKeys(), 200)
  })
}

function addSessions(app: ServiceApp, deps: Deps): void {
  app.openapi(refreshSession, async (c) => {
    const spent = await deps.sessions.refresh(c.req.valid('json').refreshToken)
    const account = await deps.accounts.get(spent.userId)
    if (!account) throw refuse('invalid_token')
    requireActive(account.data)
    return c.json(await answerSession(deps, account, spent.refreshToken), 200)
  })

  app.openapi(logOut, async (c) => {
    await deps.sessions.close(c.req.valid('json').refreshToken)
    return c.body(null, 204)
  })

  app.openapi(logOutEverywhere, async (c) => {
    const { id } = await deps.accounts.current(currentUser(c))
    await endSessions(deps, id, 'logged_out_everywhere')
    return c.body(null, 204)
  })

  app.openapi(changePassword, async (c) => {
    const { currentPassword: password, newPassword } = c.req.valid('json')
    const { data } = await deps.accounts.current(currentUser(c))
    const { email, userId } = data
    const ip = deps.addressOf(c)
    await authenticate(deps, { email, password, ip })
    checkPassword(newPassword, email)
    const passwordHash = await deps.passwords.hash(newPassword, ip)
    await deps.accounts.change(userId, (account) => ({ ...account, passwordHash }))
    await endSessions(deps, userId, 'password_changed')
    return c.body(null, 204)
  })
}
