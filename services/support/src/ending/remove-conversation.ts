import type { Notes } from '../agents/notes.ts'
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
}

export type Removal = ReturnType<typeof createRemoval>

/**
 * Removes a conversation with all that belongs to it. The conversation goes last: what is left after a crash is found by it again.
 */
export function createRemoval({ conversations, pages, notes, images }: Parts) {
  return {
    conversations,
    async remove(id: string): Promise<boolean> {
      const found = await conversations.get(id)
      if (!found) return false
      await images.removeAll(id)
      await notes.remove(id)
      // the next one may be stored already: a crash left its messages in the conversation, too
      const next = pageIdOf(id, found.data.archivedPages + 1)
      const stored = [...pageIdsOf(id, found.data), next]
      await Promise.all(stored.map((page) => pages.remove(page)))
      return await conversations.remove(id)
    },
  }
}
