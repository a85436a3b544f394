import { newEvent } from '@comptoir/contracts/event'
import { ConversationRated } from '@comptoir/contracts/support/events'
import * as contract from '@comptoir/contracts/support/routes'
import type { Change, Document } from '@comptoir/dapr/documents/documents'
import type { ServiceApp } from '@comptoir/service/app'
import { unrecorded } from '@comptoir/service/audit/audit-scope'
import { currentUser, maybeUser, type ServiceEnv } from '@comptoir/service/auth/auth'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Context } from 'hono'
import { openTo, openToCustomer, openToWrite } from '../access/access.ts'
import { agentOf, type Conversation, markRead } from '../conversation/conversation.ts'
import {
  conversationViewOf,
  messageViewOf,
  staffViewOf,
} from '../conversation/conversation-view.ts'
import { factsOfEvent } from '../conversation/event-facts.ts'
import { attachOrder, attachToUser, rate } from '../conversation/handling.ts'
import { open } from '../conversation/opening.ts'
import type { Deps } from '../deps.ts'
import { closing } from '../ending/end-conversations.ts'
import { addresseeOf, askTranscript, transcriptOf } from '../mails/transcript.ts'
import { isOwnOrder } from '../orders/own-order.ts'

type Visitor = Context<ServiceEnv>

/** Conversations of customers and guests. */
export function addConversationRoutes(app: ServiceApp, deps: Deps): void {
  const { conversations, clock } = deps
  const now = () => clock().toISOString()

  app.openapi(contract.openConversation, async (c) => {
    const { email, name, ...asked } = c.req.valid('json')
    await deps.limits.opening(deps.addressOf(c))
    const user = maybeUser(c)
    if (asked.orderId !== undefined) await requireOwnOrder(c, deps, asked.orderId)
    const owner = user ? { customerId: user.id } : { guest: { email, name } }
    const { document, message, created } = await open(deps, { ...asked, ...owner })
    const { guest } = document.data
    // one that was opened by a guest and belongs to an account now
    if (!user && !guest) throw refuse('already_exists')
    if (created) await deps.announcements.changed(document, message)
    const opened = { ...conversationViewOf(document), message: messageViewOf(message, 'customer') }
    return c.json({ ...opened, ...tokenOf(deps, document) }, 201)
  })

  app.openapi(contract.listConversations, async (c) => {
    const page = { ...c.req.valid('query'), order: 'desc' } as const
    const { items, ...rest } = await conversations.list('ofCustomer', currentUser(c).id, page)
    return c.json({ items: items.map(conversationViewOf), ...rest }, 200)
  })

  app.openapi(contract.readConversation, async (c) => {
    const { document, side } = await openTo(c, deps, c.req.valid('param').conversationId)
    const view = side.author === 'agent' ? staffViewOf(document) : conversationViewOf(document)
    return c.json(view, 200)
  })

  app.openapi(contract.markRead, async (c) => {
    const { conversationId } = c.req.valid('param')
    const { side } = await openTo(c, deps, conversationId)
    const { seq } = c.req.valid('json')
    const document = await unrecorded(() =>
      change(deps, conversationId, (conversation) => {
        const next = markRead(conversation, side, { seq, at: now() })
        return next && { next }
      }),
    )
    return c.json(conversationViewOf(document), 200)
  })

  app.openapi(contract.closeConversation, async (c) => {
    const { conversationId } = c.req.valid('param')
    const { side } = await openToWrite(c, deps, conversationId)
    const document = await change(deps, conversationId, (conversation) =>
      closing(conversationId, conversation, side.author, now()),
    )
    return c.json(conversationViewOf(document), 200)
  })

  addCustomerRoutes(app, deps)
}

/** What a guest opens the conversation with again. */
function tokenOf({ tokens }: Deps, { id, data: { guest } }: Document<Conversation>) {
  return guest ? { conversationToken: tokens.tokenOf(id, guest.generation) } : {}
}

function addCustomerRoutes(app: ServiceApp, deps: Deps): void {
  const now = () => deps.clock().toISOString()

  app.openapi(contract.attachConversationOrder, async (c) => {
    const { conversationId } = c.req.valid('param')
    await openToCustomer(c, deps, conversationId)
    const { orderId } = c.req.valid('json')
    await requireOwnOrder(c, deps, orderId)
    const document = await change(deps, conversationId, (conversation) => {
      const next = attachOrder(conversation, orderId, now())
      return next && { next }
    })
    return c.json(conversationViewOf(document), 200)
  })

  app.openapi(contract.requestTranscript, async (c) => {
    const { conversationId } = c.req.valid('param')
    const { document } = await openToCustomer(c, deps, conversationId)
    const mail = transcriptOf(document.data, c.req.valid('json').email)
    await deps.limits.asking(conversationId, addresseeOf(document.data, mail))
    await deps.conversations.update(conversationId, (conversation) =>
      askTranscript(conversationId, conversation, mail, now()),
    )
    return c.json({ mailId: mail.mailId }, 202)
  })

  app.openapi(contract.rateConversation, async (c) => {
    const { conversationId } = c.req.valid('param')
    await openToCustomer(c, deps, conversationId)
    const rating = c.req.valid('json')
    const document = await change(deps, conversationId, (conversation) => {
      const at = now()
      const next = rate(conversation, rating, at)
      const { assignedTo: agentId } = agentOf(conversation)
      const facts = { ...factsOfEvent(conversationId, conversation, at), score: rating.score }
      const told = { ...facts, ...(agentId !== undefined && { agentId }) }
      return next && { next, events: [newEvent(ConversationRated, told)] }
    })
    return c.json(conversationViewOf(document), 200)
  })

  app.openapi(contract.attachConversation, async (c) => {
    const { conversationId } = c.req.valid('param')
    const { id: userId } = currentUser(c)
    await openToCustomer(c, deps, conversationId)
    const document = await change(deps, conversationId, (conversation) => {
      const next = attachToUser(conversation, userId, now())
      return next && { next }
    })
    return c.json(conversationViewOf(document), 200)
  })
}

/** Changes a conversation and tells its open pages, unless nothing changed. */
export async function change(
  { conversations, announcements }: Pick<Deps, 'conversations' | 'announcements'>,
  id: string,
  rule: (conversation: Conversation) => Change<Conversation>,
): Promise<Document<Conversation>> {
  let isChanged = false
  const document = await conversations.update(id, (conversation) => {
    const next = rule(conversation)
    isChanged = next !== undefined
    return next
  })
  if (isChanged) await announcements.changed(document)
  return document
}

/** An order of the caller: of their account, or the one that the token of a guest opens. Any other does not exist. */
async function requireOwnOrder(c: Visitor, { orders }: Deps, orderId: string): Promise<void> {
  const buyer = maybeUser(c) ?? c.get('guest')
  if (!buyer) throw noOrder()
  if (!(await isOwnOrder(orders, { orderId, bearerId: buyer.id }))) throw noOrder()
}

const noOrder = () =>
  refuse('invalid_request', 'there is no such order', {
    errors: [{ field: 'orderId', code: 'unknown', message: 'no order of yours has this id' }],
  })
