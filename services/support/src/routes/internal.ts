import { eraseGuestConversations } from '@comptoir/contracts/support/erasure-routes'
import { readConversationMail } from '@comptoir/contracts/support/mails'
import type { ServiceApp } from '@comptoir/service/app'
import { asPassedOn } from '@comptoir/service/audit/audit-scope'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Deps } from '../deps.ts'
import { eraseEmail } from '../erasure.ts'
import { mailContentOf } from '../mails/mail-content.ts'

/** What other services ask. */
export function addInternalRoutes(app: ServiceApp, deps: Deps): void {
  app.openapi(readConversationMail, async (c) => {
    const { conversationId, mailId } = c.req.valid('param')
    const document = await deps.conversations.get(conversationId)
    if (!document) throw refuse('not_found')
    return c.json(await mailContentOf(deps, document, mailId), 200)
  })

  app.openapi(eraseGuestConversations, async (c) => {
    const write = asPassedOn('EraseGuestOrders', c.req.valid('query').by)
    await write(() => eraseEmail(deps, c.req.valid('param').emailKey))
    return c.body(null, 204)
  })
}
