import * as contract from '@comptoir/contracts/support/agent-routes'
import { readAvailability } from '@comptoir/contracts/support/routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { etagOf, ifMatchOf } from '@comptoir/service/http/etag'
import { refuse } from '@comptoir/service/problems/refusal'
import { cannedReplyViewOf } from '../agents/canned-replies.ts'
import type { Deps } from '../deps.ts'

const agentsPlace = 'agents'

/** Those who answer: their names, whether they are there, and what they send again and again. */
export function addAgentRoutes(app: ServiceApp, deps: Deps): void {
  const { agents, presence } = deps

  app.openapi(readAvailability, async (c) =>
    c.json({ online: (await presence.who(agentsPlace)).size > 0 }, 200),
  )

  app.openapi(contract.listAgents, async (c) => {
    const online = await presence.who(agentsPlace)
    return c.json({ items: await agents.list((id) => online.has(id)) }, 200)
  })

  app.openapi(contract.putAgent, async (c) => {
    const { id: agentId } = currentUser(c)
    const { displayName } = c.req.valid('json')
    await agents.rename(agentId, displayName)
    const online = (await presence.who(agentsPlace)).has(agentId)
    return c.json({ agentId, displayName, online }, 200)
  })

  addCannedReplyRoutes(app, deps)
}

/** An agent's page is open until the returned function is called. */
export function agentIsHere({ presence, log }: Deps, agentId: string): () => void {
  const entered = presence.enter(agentsPlace, agentId)
  const ignore = (error: unknown) => log.warn({ err: error }, 'presence was not told')
  entered.catch(ignore)
  return () => void entered.then((leave) => leave()).catch(ignore)
}

function addCannedReplyRoutes(app: ServiceApp, { cannedReplies, clock }: Deps): void {
  app.openapi(contract.listCannedReplies, async (c) => {
    const { items, ...rest } = await cannedReplies.list('byTitle', 'all', c.req.valid('query'))
    return c.json({ items: items.map(cannedReplyViewOf), ...rest }, 200)
  })

  app.openapi(contract.putCannedReply, async (c) => {
    const input = c.req.valid('json')
    const expected = ifMatchOf(c)
    const updatedAt = clock().toISOString()
    const document = await cannedReplies.upsert(c.req.valid('param').replyId, (_known, version) => {
      if (expected !== undefined && expected !== version) throw refuse('precondition_failed')
      return { next: { ...input, updatedAt } }
    })
    c.header('etag', etagOf(document.version))
    return c.json(cannedReplyViewOf(document), 200)
  })

  app.openapi(contract.deleteCannedReply, async (c) => {
    if (!(await cannedReplies.remove(c.req.valid('param').replyId))) throw refuse('not_found')
    return c.body(null, 204)
  })
}
