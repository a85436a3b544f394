import { readAccountMessage } from '@comptoir/contracts/accounts/internal-routes'
import type { ServiceApp } from '@comptoir/service/app'
import type { Deps } from '../deps.ts'
import { readMessage } from '../messages/account-messages.ts'

/** What whoever sends the mails of accounts asks for. */
export function addMessageRoutes(app: ServiceApp, deps: Deps): void {
  app.openapi(readAccountMessage, async (c) => {
    c.header('cache-control', 'no-store')
    return c.json(await readMessage(deps, c.req.valid('param').messageId), 200)
  })
}
