import { newEvent } from '@comptoir/contracts/event'
import { ConversationAnswered } from '@comptoir/contracts/support/events'
import type { Document } from '@comptoir/dapr/documents/documents'
import { unrecorded } from '@comptoir/service/audit/audit-scope'
import { isRefusal, refuse } from '@comptoir/service/problems/refusal'
import {
  type Conversation,
  leavePage,
  type Message,
  type NewMessage,
  pageToArchive,
  type Side,
  send,
  sentBefore,
} from './conversation.ts'
import { type Conversations, type MessagePages, pageIdOf } from './conversation-store.ts'
import { factsOfEvent } from './event-facts.ts'
import { findSent } from './history.ts'

export type Messaging = {
  readonly conversations: Conversations
  readonly pages: MessagePages
  readonly clock: () => Date
  /** How long an answer may be unread before a mail tells of it. */
  readonly awayMs: number
}

export type Sent = { readonly document: Document<Conversation>; readonly message: Message }

/** Adds a message to a conversation, once for each `clientMsgId`. */
export async function sendMessage(
  deps: Messaging,
  conversationId: string,
  { side, message }: { readonly side: Side; readonly message: NewMessage },
): Promise<Sent> {
  const { conversations, clock, awayMs } = deps
  for (;;) {
    const before = await conversations.get(conversationId)
    if (!before) throw refuse('not_found')
    const earlier = await findSent(deps, before, { side, message })
    if (earlier) return { document: before, message: earlier }
    const { archivedPages } = before.data
    const document = await conversations.update(conversationId, (conversation) => {
      // a page left meanwhile, and may hold the message: looked for again
      if (conversation.archivedPages !== archivedPages) return undefined
      if (sentBefore(conversation.messages, side, message)) return undefined
      const at = clock().toISOString()
      const next = send(conversation, side, { message, at, awayMs })
      return { next, events: answered(conversationId, conversation, next) }
    })
    const written = sentBefore(document.data.messages, side, message)
    // where messages lie is nothing that an agent decides
    if (written)
      return { document: await unrecorded(() => archive(deps, document)), message: written }
  }
}

function answered(conversationId: string, before: Conversation, next: Conversation) {
  if (before.firstAnsweredAt !== undefined || next.firstAnsweredAt === undefined) return []
  const { status, createdAt, firstAnsweredAt: at } = next
  if (status === 'open' || next.assignedTo === undefined) return []
  const waitedSeconds = Math.round((Date.parse(at) - Date.parse(createdAt)) / 1_000)
  const facts = factsOfEvent(conversationId, next, at)
  return [newEvent(ConversationAnswered, { ...facts, agentId: next.assignedTo, waitedSeconds })]
}

/** Stores the oldest page, then takes it out of the document; a crash in between leaves it in both. */
async function archive(
  { conversations, pages }: Messaging,
  document: Document<Conversation>,
): Promise<Document<Conversation>> {
  const page = pageToArchive(document.data)
  if (!page) return document
  const { id: conversationId } = document
  const { number, messages } = page
  const pageId = pageIdOf(conversationId, number)
  await pages.create(pageId, { conversationId, messages })
  try {
    return await conversations.update(conversationId, (conversation) => {
      const next = leavePage(conversation, number)
      return next && { next }
    })
  } catch (error) {
    // erased meanwhile: its removal may not have seen the page
    if (isRefusal(error, 'not_found')) await pages.remove(pageId)
    throw error
  }
}
