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
import type { Context } from 'hono'
import { openAccount } from '../account/account.ts'
import type { Deps } from '../deps.ts'
import { tell } from '../messages/account-messages.ts'
import { whence } from '../sessions/device.ts'
import { endEverySession, endSessions, settleEnd } from '../sessions/end-sessions.ts'
import { checkPassword } from '../sign-in/passwords.ts'
import { answerSession, authenticate, openSession, requireActive } from '../sign-in/sign-in.ts'

export function addAuthRoutes(app: ServiceApp, deps: Deps): void {
  addSignIn(app, deps)
  addSessions(app, deps)
}

function addSignIn(app: ServiceApp, deps: Deps): void {
  const fromOf = (c: Context) => whence(c.req.header('user-agent'), deps.addressOf(c))

  app.openapi(register, async (c) => {
    const { password, ...given } = c.req.valid('json')
    const ip = deps.addressOf(c)
    await deps.attempts.registering(ip)
    await checkPassword(password, { email: given.email, isBreached: deps.isBreached })
    if (await deps.accounts.byEmail(given.email)) throw refuse('email_taken')
    const at = deps.clock().toISOString()
    const account = openAccount({
      ...given,
      userId: deps.newId('usr'),
      passwordHash: await deps.passwords.hash(password, ip),
      roles: ['customer'],
      createdAt: at,
    })
    const registered = await deps.accounts.register(account, (owned) =>
      tell(owned, deps.tokens.prepare(owned.userId, 'verify_email', owned.email), at),
    )
    return c.json(await openSession(deps, registered, fromOf(c)), 201)
  })

  app.openapi(logIn, async (c) => {
    const credentials = { ...c.req.valid('json'), ip: deps.addressOf(c) }
    return c.json(await openSession(deps, await authenticate(deps, credentials), fromOf(c)), 200)
  })

  app.openapi(readJwks, async (c) => {
    c.header('cache-control', 'public, max-age=60')
    return c.json(await deps.keys.publicKeys(), 200)
  })
}

function addSessions(app: ServiceApp, deps: Deps): void {
  app.openapi(refreshSession, async (c) => {
    const from = whence(c.req.header('user-agent'), deps.addressOf(c))
    const spent = await deps.sessions.refresh(c.req.valid('json').refreshToken, from)
    const account = await deps.accounts.get(spent.userId)
    if (!account) throw refuse('invalid_token')
    requireActive(account.data)
    const { sessionsEndedAt = '' } = account.data
    if (spent.createdAt < sessionsEndedAt) throw refuse('invalid_token', 'sign in again')
    return c.json(await answerSession(deps, account, spent), 200)
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
    await checkPassword(newPassword, { email, isBreached: deps.isBreached })
    const passwordHash = await deps.passwords.hash(newPassword, ip)
    const at = deps.clock().toISOString()
    const notice = deps.tokens.prepare(userId, 'password_changed', email)
    const changed = await deps.accounts.change(userId, (account) =>
      tell({ ...endEverySession(account, at), passwordHash }, notice, at),
    )
    await settleEnd(deps, changed.data, 'password_changed')
    return c.body(null, 204)
  })
}
