import { listSessions, revokeSession } from '@comptoir/contracts/accounts/session-routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { endSession } from '../sessions/end-sessions.ts'
import { viewOf } from '../sessions/session.ts'

/** The sessions of the signed-in user. */
export function addSessionRoutes(app: ServiceApp, deps: Deps): void {
  app.openapi(listSessions, async (c) => {
    const { id, sessionId } = currentUser(c)
    const { data } = await deps.accounts.current(currentUser(c))
    const living = await deps.sessions.living(id, data.sessionsEndedAt)
    return c.json({ items: living.map((family) => viewOf(family, sessionId)) }, 200)
  })

  app.openapi(revokeSession, async (c) => {
    const { id } = currentUser(c)
    const found = await deps.sessions.collection.get(c.req.valid('param').sessionId)
    if (found?.data.userId !== id) throw refuse('not_found', 'there is no such session')
    await endSession(deps, found.id)
    return c.body(null, 204)
  })
}
