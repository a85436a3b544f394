import { newEvent } from '@comptoir/contracts/event'
import { ConversationClosed } from '@comptoir/contracts/support/events'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { Notes } from '../agents/notes.ts'
import type { Conversation } from '../conversation/conversation.ts'
import {
  type Conversations,
  type MessagePages,
  pageIdOf,
  pageIdsOf,
} from '../conversation/conversation-store.ts'
import type { Images } from '../images/images.ts'

type Parts = {
  readonly conversations: Conversations
  readonly pages: MessagePages
  readonly notes: Notes
  readonly images: Images
  readonly clock: () => Date
}

export type Removal = ReturnType<typeof createRemoval>

/**
 * Removes a conversation with all that belongs to it. The conversation goes after its parts: what is left after a crash is found by it
 * again. Then they are removed once more: who wrote a part meanwhile saw the conversation still; who writes later finds it gone, and
 * removes what they wrote.
 */
export function createRemoval({ conversations, pages, notes, images, clock }: Parts) {
  async function removeParts({ id, data }: Document<Conversation>): Promise<void> {
    await images.removeAll(id)
    await notes.remove(id)
    // the next one may be stored already: a crash left its messages in the conversation, too
    const next = pageIdOf(id, data.archivedPages + 1)
    await Promise.all([...pageIdsOf(id, data), next].map((page) => pages.remove(page)))
  }

  return {
    conversations,
    async remove(id: string): Promise<boolean> {
      const found = await conversations.get(id)
      if (!found) return false
      await removeParts(found)
      const at = clock().toISOString()
      const isRemoved = await conversations.remove(id, (last) => endedEvent(id, last, at))
      await removeParts(found)
      return isRemoved
    },
  }
}

/** What is removed before it was closed ends so, for who counts open ones; it says nothing of its customer, who may be erased. */
function endedEvent(
  conversationId: string,
  { status, lastSeq: messages }: Conversation,
  at: string,
) {
  if (status === 'closed') return undefined
  const facts = { conversationId, at, messages, by: 'customer' as const }
  return { events: [newEvent(ConversationClosed, facts)] }
}
