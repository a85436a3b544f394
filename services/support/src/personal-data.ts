import type { PersonalRecord } from '@comptoir/contracts/accounts/internal-routes'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { CollectPersonalData } from '@comptoir/dapr/documents/personal-data'
import { walk } from '@comptoir/dapr/documents/walk'
import type { OwnEmailKeyOf } from '@comptoir/dapr/sidecar/own-email'
import type { Agents } from './agents/agents.ts'
import type { Conversation } from './conversation/conversation.ts'
import type { Conversations, MessagePages } from './conversation/conversation-store.ts'
import { conversationViewOf, messageViewOf } from './conversation/conversation-view.ts'
import { isOfEmail } from './conversation/guest-email.ts'
import { messagesAfter } from './conversation/history.ts'

type Held = {
  readonly conversations: Conversations
  readonly pages: MessagePages
  readonly agents: Agents
  readonly ownEmailKeyOf: OwnEmailKeyOf
}

/**
 * The conversations of a user, with every message as they see it: those of the account, and those of a guest under the email that it proved
 * to be its own. And the name of an agent.
 */
export const collectConversations = (held: Held): CollectPersonalData =>
  async function* collect(userId) {
    const { conversations: collection, agents, ownEmailKeyOf } = held
    for await (const document of walk({ collection, index: 'ofCustomer', key: userId }))
      yield await recordOf(held, document)
    const emailKey = await ownEmailKeyOf(userId)
    if (emailKey !== undefined) yield* collectOfGuest(held, emailKey)
    const agent = await agents.collection.get(userId)
    if (agent) yield { kind: 'support agent', id: userId, data: agent.data }
  }

async function* collectOfGuest(held: Held, key: string): AsyncGenerator<PersonalRecord> {
  for await (const document of walk({ collection: held.conversations, index: 'ofEmail', key })) {
    if (isOfEmail(document.data, key)) yield await recordOf(held, document)
  }
}

async function recordOf(
  { pages }: Pick<Held, 'pages'>,
  document: Document<Conversation>,
): Promise<PersonalRecord> {
  const limit = document.data.lastSeq
  const messages = await messagesAfter({ pages }, document, { after: 0, limit })
  const shown = messages.map((message) => messageViewOf(message, 'customer'))
  const data = { ...conversationViewOf(document), messages: shown }
  return { kind: 'conversation', id: document.id, data }
}
