import { eraseGuest, issueGuestToken } from '@comptoir/contracts/accounts/internal-routes'
import type { ServiceApp } from '@comptoir/service/app'
import { asPassedOn } from '@comptoir/service/audit/audit-scope'
import type { Deps } from '../deps.ts'

type GuestDeps = Pick<Deps, 'keys' | 'accessTokenSeconds' | 'guestErasures' | 'clock'>

/** What orders asks for those who have no account. */
export function addGuestRoutes(app: ServiceApp, deps: GuestDeps): void {
  app.openapi(issueGuestToken, async (c) => {
    const accessToken = await deps.keys.signGuest(c.req.valid('param').orderId)
    const expiresInSeconds = deps.accessTokenSeconds
    return c.json({ accessToken, tokenType: 'Bearer' as const, expiresInSeconds }, 200)
  })

  app.openapi(eraseGuest, async (c) => {
    const { orderId } = c.req.valid('param')
    const write = asPassedOn('EraseGuestOrders', c.req.valid('query').by)
    await write(() => deps.guestErasures.begin(orderId, deps.clock().toISOString()))
    return c.body(null, 204)
  })
}
