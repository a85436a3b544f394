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

type Times = { readonly before: string; readonly at: string }
type Rule = {
  readonly index: 'idle' | 'unanswered'
  readonly change: (id: string, conversation: Conversation, times: Times) => Closing | undefined
}
type Closing = NonNullable<ReturnType<typeof closing>>

/** Goes over what has been in an index for some days. */
const closeDue =
  ({ conversations, clock, days }: Ending, { index, change }: Rule) =>
  async (signal?: AbortSignal): Promise<void> => {
    const max = clock().getTime() - days * dayMs
    const before = new Date(max).toISOString()
    for await (const { id } of walk({ collection: conversations, index, key: index, max })) {
      if (signal?.aborted) return
      await conversations.update(id, (conversation) =>
        change(id, conversation, { before, at: clock().toISOString() }),
      )
    }
  }

/** Closes what waits for its customer, or was resolved, for some days. */
export const closeUnattended = (ending: Ending) =>
  closeDue(ending, {
    index: 'idle',
    change: (id, conversation, times) => {
      const next = closeIdle(conversation, times)
      return next && { next, events: [closedEvent(id, next, 'inactivity', times.at)] }
    },
  })

/** Closes what nobody answered for some days, and mails all that was said to whoever may be written to. */
export const endUnanswered = (ending: Ending) =>
  closeDue(ending, {
    index: 'unanswered',
    change: (id, conversation, times) => {
      const ended = closeUnanswered(conversation, times)
      if (!ended) return undefined
      const { at } = times
      const mail = farewellOf(ended)
      const asked = mail && askTranscript(id, ended, mail, at)
      const next = asked?.next ?? ended
      return { next, events: [closedEvent(id, next, 'inactivity', at), ...(asked?.events ?? [])] }
    },
  })

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
