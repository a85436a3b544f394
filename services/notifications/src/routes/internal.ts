import { eraseGuestMessages } from '@comptoir/contracts/notifications/erasure-routes'
import type { ServiceApp } from '@comptoir/service/app'
import type { Deps } from '../deps.ts'
import { eraseEmail } from '../erasure.ts'

/** What other services ask. */
export function addInternalRoutes(
  app: ServiceApp,
  deps: Pick<Deps, 'notifications' | 'clock'>,
): void {
  app.openapi(eraseGuestMessages, async (c) => {
    await eraseEmail(deps, c.req.valid('param').emailKey)
    return c.body(null, 204)
  })
}
