import type { Author } from '@comptoir/contracts/support/schemas'
import type { Document } from '@comptoir/dapr/documents/documents'
import type { LiveEvent } from '@comptoir/dapr/live/live-channels'
import { refuse } from '@comptoir/service/problems/refusal'
import type { Conversation, Side } from '../conversation/conversation.ts'
import type { Deps } from '../deps.ts'
import { presenceEvent, stateEvent } from './announcements.ts'

type Told = Pick<Deps, 'conversations' | 'presence' | 'announcements' | 'log'>

const placeOf = (conversationId: string) => `conversation:${conversationId}`

/** What a page that opens is told first: the state, and whether the other side is there. */
export async function greetingOf(
  { conversations, presence }: Told,
  conversationId: string,
  side: Author,
): Promise<LiveEvent[]> {
  const document = await conversations.get(conversationId)
  if (!document) throw refuse('not_found')
  const other: Author = side === 'customer' ? 'agent' : 'customer'
  const online = await presence.who(placeOf(conversationId))
  return [stateEvent(document, side), presenceEvent(other, online.has(other))]
}

/** A side is there until the returned function is called: the other one is told when its first page opens and its last one closes. */
export function joinConversation(
  { presence, announcements, log }: Told,
  conversation: Document<Conversation>,
  { author }: Side,
): () => void {
  const ignore = (error: unknown) => log.warn({ err: error }, 'presence was not told')
  const entered = presence.enter(placeOf(conversation.id), author)
  entered.then(() => announcements.presence(conversation, author, true)).catch(ignore)
  return () =>
    void entered
      .then((leave) => leave())
      .then(async (isStillThere) => {
        if (!isStillThere) await announcements.presence(conversation, author, false)
      })
      .catch(ignore)
}
