import * as contract from '@comptoir/contracts/support/agent-routes'
import type { ServiceApp } from '@comptoir/service/app'
import { currentUser } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import { sideOf } from '../access/access.ts'
import { addNote, noteBy, noteViewOf } from '../agents/notes.ts'
import { staffViewOf } from '../conversation/conversation-view.ts'
import { assign, resolve, transfer } from '../conversation/handling.ts'
import type { Deps } from '../deps.ts'
import { queueAnswer } from '../live/queue-stream.ts'
import { agentIsHere } from './agents.ts'
import { change } from './conversations.ts'

/** What agents do with conversations. */
export function addHandlingRoutes(app: ServiceApp, deps: Deps): void {
  const { agents } = deps
  const now = () => deps.clock().toISOString()

  app.openapi(contract.assignConversation, async (c) => {
    const agent = await sideOf(agents, currentUser(c))
    const document = await change(deps, c.req.valid('param').conversationId, (conversation) => {
      const next = assign(conversation, agent, now())
      return next && { next }
    })
    return c.json(staffViewOf(document), 200)
  })

  app.openapi(contract.transferConversation, async (c) => {
    const { to } = c.req.valid('json')
    const target = to === 'queue' ? to : await agents.find(to.agentId)
    const document = await change(deps, c.req.valid('param').conversationId, (conversation) => {
      const next = transfer(conversation, target, now())
      return next && { next }
    })
    return c.json(staffViewOf(document), 200)
  })

  app.openapi(contract.resolveConversation, async (c) => {
    const document = await change(deps, c.req.valid('param').conversationId, (conversation) => {
      const next = resolve(conversation, now())
      return next && { next }
    })
    return c.json(staffViewOf(document), 200)
  })

  app.openapi(contract.eraseConversation, async (c) => {
    if (!(await deps.removal.remove(c.req.valid('param').conversationId))) throw refuse('not_found')
    return c.body(null, 204)
  })

  addNoteRoutes(app, deps)
  addQueueRoutes(app, deps)
}

function addNoteRoutes(
  app: ServiceApp,
  { conversations, notes, announcements, clock }: Deps,
): void {
  app.openapi(contract.addNote, async (c) => {
    const { conversationId } = c.req.valid('param')
    const conversation = await conversations.get(conversationId)
    if (!conversation) throw refuse('not_found')
    const { id: agentId } = currentUser(c)
    const note = { ...c.req.valid('json'), agentId, afterSeq: conversation.data.lastSeq }
    const createdAt = clock().toISOString()
    const { data } = await notes.upsert(conversationId, (known) => {
      const next = addNote(known, { ...note, createdAt })
      return next && { next }
    })
    if (!(await conversations.get(conversationId))) {
      // erased meanwhile: its removal may not have seen the note
      await notes.remove(conversationId)
      throw refuse('not_found')
    }
    const written = noteBy(data, note)
    await announcements.noted(conversation, written)
    return c.json(written, 201)
  })

  app.openapi(contract.listNotes, async (c) => {
    const { conversationId } = c.req.valid('param')
    if (!(await conversations.get(conversationId))) throw refuse('not_found')
    const found = await notes.get(conversationId)
    return c.json({ items: (found?.data.notes ?? []).map(noteViewOf) }, 200)
  })
}

function addQueueRoutes(app: ServiceApp, deps: Deps): void {
  const { conversations, live, streams, clock } = deps

  app.openapi(contract.listQueue, async (c) => {
    const { view, customerId, ...page } = c.req.valid('query')
    const { items, ...rest } = await list(view)
    return c.json({ items: items.map(staffViewOf), ...rest }, 200)

    function list(asked: typeof view) {
      const latest = { ...page, order: 'desc' } as const
      if (customerId !== undefined) return conversations.list('ofCustomer', customerId, latest)
      if (asked === 'queue') return conversations.list('queue', 'open', page)
      if (asked === 'mine') return conversations.list('ofAgent', currentUser(c).id, latest)
      return conversations.list('all', 'all', latest)
    }
  })

  app.openapi(contract.streamQueue, (c) => {
    const { id } = currentUser(c)
    const after = c.req.valid('header')['last-event-id'] ?? c.req.valid('query').after
    const joined = () => agentIsHere(deps, id)
    return queueAnswer(c, { conversations, live, streams, clock, after, joined })
  })
}
