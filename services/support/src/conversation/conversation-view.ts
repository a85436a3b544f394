import type {
  Author,
  ConversationMessage,
  Conversation as ConversationView,
  StaffConversation,
} from '@comptoir/contracts/support/schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import { agentOf, type Conversation, type Message, unreadByAgents } from './conversation.ts'

/** A message as a side sees it: its id only to those who chose it. */
export function messageViewOf(message: Message, side: Author): ConversationMessage {
  const { seq, author, agentName, body, images, createdAt, clientMsgId } = message
  return {
    ...{ seq, author, body, images: [...images], createdAt },
    ...(agentName !== undefined && { agentName }),
    ...(author === side && { clientMsgId }),
  }
}

export function conversationViewOf({
  id,
  version,
  data,
}: Document<Conversation>): ConversationView {
  const { status, subject, locale, orderId, lastSeq, read, rating, createdAt } = data
  const { agentName } = agentOf(data)
  return {
    ...{ conversationId: id, status, locale, lastSeq, read },
    ...(subject !== undefined && { subject }),
    ...(orderId !== undefined && { orderId }),
    ...(agentName !== undefined && { agentName }),
    ...(rating && { rating }),
    ...{ createdAt, lastMessageAt: data.lastMessageAt, version },
  }
}

export function staffViewOf(document: Document<Conversation>): StaffConversation {
  const { customerId, guest, messages } = document.data
  const { assignedTo } = agentOf(document.data)
  const last = messages.at(-1)
  return {
    ...conversationViewOf(document),
    ...(customerId !== undefined && { customerId }),
    ...(guest && { guest: { name: guest.name, email: guest.email } }),
    ...(assignedTo !== undefined && { assignedTo }),
    unread: unreadByAgents(document.data),
    ...(last && { lastMessage: messageViewOf(last, 'agent') }),
  }
}
