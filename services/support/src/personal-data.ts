import type { CollectPersonalData } from '@comptoir/dapr/documents/personal-data'
import { walk } from '@comptoir/dapr/documents/walk'
import type { Agents } from './agents/agents.ts'
import type { Conversations, MessagePages } from './conversation/conversation-store.ts'
import { conversationViewOf, messageViewOf } from './conversation/conversation-view.ts'
import { messagesAfter } from './conversation/history.ts'

type Held = {
  readonly conversations: Conversations
  readonly pages: MessagePages
  readonly agents: Agents
}

/** The conversations of a user, with every message as they see it, and the name of an agent. */
export const collectConversations = ({ conversations, pages, agents }: Held): CollectPersonalData =>
  async function* collect(userId) {
    const own = { collection: conversations, index: 'ofCustomer', key: userId }
    for await (const document of walk(own)) {
      const limit = document.data.lastSeq
      const messages = await messagesAfter({ pages }, document, { after: 0, limit })
      const shown = messages.map((message) => messageViewOf(message, 'customer'))
      const data = { ...conversationViewOf(document), messages: shown }
      yield { kind: 'conversation', id: document.id, data }
    }
    const agent = await agents.collection.get(userId)
    if (agent) yield { kind: 'support agent', id: userId, data: agent.data }
  }
