import { newEvent } from '@comptoir/contracts/event'
import { ConversationClosed } from '@comptoir/contracts/support/events'
import { walk } from '@comptoir/dapr/documents/walk'
import { agentOf, type ClosedBy, type Conversation } from '../conversation/conversation.ts'
import type { Conversations } from '../conversation/conversation-store.ts'
import { factsOfEvent } from '../conversation/event-facts.ts'
import { close, closeIdle, closeUnanswered } from '../conversation/handling.ts'
import { askTranscript, farewellOf } from '../mails/transcript.ts'
import type { Removal } from './remove-conversation.ts'

const dayMs = 86_400_000

const closedEvent = (id: string, next: Conversation, by: ClosedBy, at: string) => {
  const { assignedTo: agentId } = agentOf(next)
  const facts = { ...factsOfEvent(id, next, at), messages: next.lastSeq, by }
  return newEvent(ConversationClosed, { ...facts, ...(agentId !== undefined && { agentId }) })
}

/** Closes a conversation, with the event of it; nothing when it is closed. */
export function closing(id: string, conversation: Conversation, by: ClosedBy, at: string) {
  const next = close(conversation, by, at)
  return next && { next, events: [closedEvent(id, next, by, at)] }
}

type Ending = {
  readonly conversations: Conversations
  readonly clock: () => Date
  readonly days: number
}

/** Closes what waits for its customer, or was resolved, for some days. */
export const closeUnattended =
  ({ conversations, clock, days }: Ending) =>
  async (signal?: AbortSignal): Promise<void> => {
    const max = clock().getTime() - days * dayMs
    const before = new Date(max).toISOString()
    for await (const { id } of walk({
      collection: conversations,
      index: 'idle',
      key: 'idle',
      max,
    })) {
      if (signal?.aborted) return
      await conversations.update(id, (conversation) => {
        const at = clock().toISOString()
        const next = closeIdle(conversation, { before, at })
        return next && { next, events: [closedEvent(id, next, 'inactivity', at)] }
      })
    }
  }

/** Closes what nobody answered for some days, and mails all that was said to whoever may be written to. */
export const endUnanswered =
  ({ conversations, clock, days }: Ending) =>
  async (signal?: AbortSignal): Promise<void> => {
    const max = clock().getTime() - days * dayMs
    const before = new Date(max).toISOString()
    const due = { collection: conversations, index: 'unanswered', key: 'unanswered', max }
    for await (const { id } of walk(due)) {
      if (signal?.aborted) return
      await conversations.update(id, (conversation) => {
        const at = clock().toISOString()
        const ended = closeUnanswered(conversation, { before, at })
        if (!ended) return undefined
        const mail = farewellOf(ended)
        const asked = mail && askTranscript(id, ended, mail, at)
        const next = asked?.next ?? ended
        return { next, events: [closedEvent(id, next, 'inactivity', at), ...(asked?.events ?? [])] }
      })
    }
  }

/** Removes what was closed for some days, pictures and notes with it. */
export const removeOld =
  ({ clock, days, removal }: Omit<Ending, 'conversations'> & { readonly removal: Removal }) =>
  async (signal?: AbortSignal): Promise<void> => {
    const max = clock().getTime() - days * dayMs
    const { conversations: collection } = removal
    for await (const { id } of walk({ collection, index: 'closed', key: 'closed', max })) {
      if (signal?.aborted) return
      await removal.remove(id)
    }
  }
